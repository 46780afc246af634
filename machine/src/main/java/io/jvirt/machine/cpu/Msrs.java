package io.jvirt.machine.cpu;

import io.jvirt.machine.bus.LocalApic;
import io.jvirt.machine.memory.PhysicalSpace;
import org.jspecify.annotations.Nullable;

/** Model-specific registers (SDM volume 4). An unknown one raises #GP, which kernels expect and handle. */
public final class Msrs {
    private static final int TSC = 0x10;
    private static final int APIC_BASE = 0x1b;
    private static final int TSC_ADJUST = 0x3b;
    private static final int MTRR_CAPABILITIES = 0xfe;
    private static final int SYSENTER_CS = 0x174;
    private static final int SYSENTER_ESP = 0x175;
    private static final int SYSENTER_EIP = 0x176;
    private static final int MISC_ENABLE = 0x1a0;
    private static final int PAT = 0x277;
    private static final int MTRR_DEFAULT = 0x2ff;
    private static final int TSC_DEADLINE = 0x6e0;
    private static final int EFER = 0xc000_0080;
    private static final int STAR = 0xc000_0081;
    private static final int LSTAR = 0xc000_0082;
    private static final int CSTAR = 0xc000_0083;
    private static final int SYSCALL_MASK = 0xc000_0084;
    private static final int FS_BASE = 0xc000_0100;
    private static final int GS_BASE = 0xc000_0101;
    private static final int KERNEL_GS_BASE = 0xc000_0102;
    private static final int TSC_AUX = 0xc000_0103;
    private static final int HARDWARE_CONFIGURATION = 0xc001_0015;
    private static final int MICROCODE = 0x8b;
    private static final int MCG_CAPABILITIES = 0x179;
    private static final int MCG_STATUS = 0x17a;
    private static final int AMD_PATCH = 0xc001_0020;
    private static final int AMD_DECODE = 0xc001_1029;

    private final Cpu cpu;
    private @Nullable LocalApic apic;
    public long timeStampAdjust;
    public long timeStampAux;
    public long sysenterCs;
    public long sysenterEsp;
    public long sysenterEip;
    public long star;
    public long lstar;
    public long cstar;
    public long syscallMask;
    public long kernelGsBase;
    private long pat = 0x0007_0406_0007_0406L;
    private long mtrrDefault;
    private long decodeConfiguration = 2;

    private final ParavirtualClock paravirtualClock;

    Msrs(Cpu cpu, PhysicalSpace space) {
        this.cpu = cpu;
        paravirtualClock = new ParavirtualClock(cpu, space);
    }

    public void setApic(LocalApic localApic) {
        apic = localApic;
        place(localApic);
    }

    public @Nullable LocalApic apic() {
        return apic;
    }

    private void place(LocalApic localApic) {
        boolean inMemory = (localApic.base() & 1 << 11) != 0 && !localApic.x2();
        cpu.mmu.setApic(localApic, inMemory ? localApic.base() & -4096 & (1L << 40) - 1 : -1);
    }

    /** RDMSR. */
    public long read(int number) {
        LocalApic local = apic;
        if (number >>> 8 == 8 && local != null && local.x2()) {
            return local.readX2(number & 0xff);
        }
        return switch (number) {
            case TSC -> cpu.timeStamp();
            case APIC_BASE -> local == null ? 0 : local.base();
            case TSC_ADJUST -> timeStampAdjust;
            case ParavirtualClock.WALL_CLOCK -> paravirtualClock.wallClock();
            case ParavirtualClock.SYSTEM_TIME -> paravirtualClock.systemTime();
            case SYSENTER_CS -> sysenterCs;
            case SYSENTER_ESP -> sysenterEsp;
            case SYSENTER_EIP -> sysenterEip;
            case PAT -> pat;
            case MTRR_DEFAULT -> mtrrDefault;
            case MISC_ENABLE -> 1;
            case TSC_DEADLINE -> local == null ? 0 : local.deadline();
            case EFER -> cpu.efer;
            case STAR -> star;
            case LSTAR -> lstar;
            case CSTAR -> cstar;
            case SYSCALL_MASK -> syscallMask;
            case FS_BASE -> cpu.base[Segment.FS];
            case GS_BASE -> cpu.base[Segment.GS];
            case KERNEL_GS_BASE -> kernelGsBase;
            case TSC_AUX -> timeStampAux;
            case MTRR_CAPABILITIES, HARDWARE_CONFIGURATION, MICROCODE, MCG_CAPABILITIES, MCG_STATUS -> 0;
            case AMD_DECODE -> decodeConfiguration;
            default -> throw cpu.fault.protection();
        };
    }

    /** WRMSR. */
    public void write(int number, long value) {
        LocalApic local = apic;
        if (number >>> 8 == 8 && local != null && local.x2()) {
            local.writeX2(number & 0xff, value);
            return;
        }
        switch (number) {
            case TSC -> timeStampAdjust += value - cpu.timeStamp();
            case APIC_BASE -> {
                if (local == null || !local.setBase(value)) {
                    throw cpu.fault.protection();
                }
                place(local);
            }
            case TSC_ADJUST -> timeStampAdjust = value;
            case ParavirtualClock.WALL_CLOCK -> paravirtualClock.setWallClock(value);
            case ParavirtualClock.SYSTEM_TIME -> paravirtualClock.setSystemTime(value);
            case SYSENTER_CS -> sysenterCs = value & 0xffff_ffffL;
            case SYSENTER_ESP -> sysenterEsp = canonical(value);
            case SYSENTER_EIP -> sysenterEip = canonical(value);
            case PAT -> pat = value;
            case MTRR_DEFAULT -> mtrrDefault = value;
            case TSC_DEADLINE -> {
                if (local != null) {
                    local.setDeadline(value);
                }
            }
            case EFER -> Control.setEfer(cpu, value);
            case STAR -> star = value;
            case LSTAR -> lstar = canonical(value);
            case CSTAR -> cstar = canonical(value);
            case SYSCALL_MASK -> syscallMask = value & 0xffff_ffffL;
            case FS_BASE -> cpu.base[Segment.FS] = canonical(value);
            case GS_BASE -> cpu.base[Segment.GS] = canonical(value);
            case KERNEL_GS_BASE -> kernelGsBase = canonical(value);
            case TSC_AUX -> timeStampAux = value & 0xffff_ffffL;
            case AMD_DECODE -> decodeConfiguration = value;
            case MICROCODE, MISC_ENABLE, MCG_STATUS, AMD_PATCH, HARDWARE_CONFIGURATION -> {}
            default -> throw cpu.fault.protection();
        }
    }

    private long canonical(long address) {
        if (address << 16 >> 16 != address) {
            throw cpu.fault.protection();
        }
        return address;
    }
}
