package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Control;
import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Cpuid;
import io.jvirt.machine.cpu.ExtendedState;
import io.jvirt.machine.cpu.FarTransfer;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.Segments;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;

/** Instructions of operating systems: tables, control registers, MSRs, ports, interrupts' flag, system calls, saved state. */
final class SystemHandlers {
    private SystemHandlers() {}

    static void addTo(Map<String, Handler> table) {
        tables(table);
        registers(table);
        ports(table);
        calls(table);
        state(table);
    }

    private static void tables(Map<String, Handler> table) {
        table.put("SGDT", (cpu, i) -> storeTable(cpu, i, cpu.gdtBase, cpu.gdtLimit));
        table.put("SIDT", (cpu, i) -> storeTable(cpu, i, cpu.idtBase, cpu.idtLimit));
        table.put("LGDT", (cpu, i) -> {
            cpu.requireSupervisor();
            long at = cpu.address(i, 10);
            int limit = (int) cpu.mmu.load16(at);
            cpu.gdtBase = tableBase(cpu, i, at);
            cpu.gdtLimit = limit;
        });
        table.put("LIDT", (cpu, i) -> {
            cpu.requireSupervisor();
            long at = cpu.address(i, 10);
            int limit = (int) cpu.mmu.load16(at);
            cpu.idtBase = tableBase(cpu, i, at);
            cpu.idtLimit = limit;
        });
        table.put("SLDT", (cpu, i) -> storeSelector(cpu, i, cpu.selector[Segment.LDT]));
        table.put("STR", (cpu, i) -> storeSelector(cpu, i, cpu.selector[Segment.TASK]));
        table.put("LLDT", (cpu, i) -> {
            requireProtected(cpu);
            cpu.requireSupervisor();
            Segments.loadLocalTable(cpu, (int) Operands.a(cpu, i) & 0xffff);
        });
        table.put("LTR", (cpu, i) -> {
            requireProtected(cpu);
            cpu.requireSupervisor();
            Segments.loadTask(cpu, (int) Operands.a(cpu, i) & 0xffff);
        });
        table.put("VERR", (cpu, i) -> Verification.verify(cpu, (int) Operands.a(cpu, i) & 0xffff, false));
        table.put("VERW", (cpu, i) -> Verification.verify(cpu, (int) Operands.a(cpu, i) & 0xffff, true));
        table.put("LAR", (cpu, i) -> Verification.loadRights(cpu, i, (int) Operands.value(cpu, i, i.b, 48) & 0xffff));
        table.put("LSL", (cpu, i) -> Verification.loadLimit(cpu, i, (int) Operands.value(cpu, i, i.b, 48) & 0xffff));
        table.put("ARPL", Verification::adjust);
    }

    static void requireProtected(Cpu cpu) {
        if (cpu.real()) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
    }

    private static void requireOpen(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_UMIP) != 0) {
            cpu.requireSupervisor();
        }
    }

    private static long tableBase(Cpu cpu, Instruction i, long at) {
        return cpu.code64()
                ? cpu.mmu.load64(at + 2)
                : cpu.mmu.load32(at + 2) & (cpu.codeBits() == 16 && i.shift == 48 ? 0xff_ffff : 0xffff_ffffL);
    }

    private static void storeTable(Cpu cpu, Instruction i, long base, int limit) {
        requireOpen(cpu);
        long at = cpu.addressToWrite(i, 10);
        cpu.mmu.probeStore(at, 10);
        cpu.mmu.store16(at, limit);
        if (cpu.code64()) {
            cpu.mmu.store64(at + 2, base);
        } else {
            cpu.mmu.store32(at + 2, base);
        }
    }

    private static void storeSelector(Cpu cpu, Instruction i, int selector) {
        requireProtected(cpu);
        requireOpen(cpu);
        storeWord(cpu, i, selector);
    }

    /** Sixteen bits to memory, the operand size to a register. */
    private static void storeWord(Cpu cpu, Instruction i, long value) {
        if (i.a >= 0) {
            cpu.setReg(i.a, i.shift, value);
        } else {
            cpu.mmu.store16(cpu.addressToWrite(i, 2), value);
        }
    }

    private static void registers(Map<String, Handler> table) {
        table.put("MOV_FROM_CR", (cpu, i) -> {
            cpu.requireSupervisor();
            cpu.setReg(i.a, i.shift, readControl(cpu, i.locked ? 8 : i.b));
        });
        table.put("MOV_TO_CR", (cpu, i) -> {
            cpu.requireSupervisor();
            writeControl(cpu, i.a, cpu.gpr[i.b] << i.shift >>> i.shift);
        });
        table.put("MOV_FROM_DR", (cpu, i) -> {
            cpu.requireSupervisor();
            cpu.setReg(i.a, i.shift, cpu.dr[debug(cpu, i.b)]);
        });
        table.put("MOV_TO_DR", (cpu, i) -> {
            cpu.requireSupervisor();
            int number = debug(cpu, i.a);
            long value = cpu.gpr[i.b] << i.shift >>> i.shift;
            if (number >= 6 && value >>> 32 != 0) {
                throw cpu.fault.protection();
            }
            cpu.dr[number] = number == 6 ? value & 0x1_e00fL | 0xfffe_0ff0L : number == 7 ? value & ~0xd800L | 0x400 : value;
        });
        table.put("CLTS", (cpu, i) -> {
            cpu.requireSupervisor();
            cpu.cr0 &= ~Cpu.CR0_TS;
        });
        table.put("SMSW", (cpu, i) -> {
            requireOpen(cpu);
            storeWord(cpu, i, cpu.cr0);
        });
        table.put("LMSW", (cpu, i) -> {
            cpu.requireSupervisor();
            long value = Operands.a(cpu, i) & 15;
            Control.setCr0(cpu, cpu.cr0 & ~14L | value);
        });
        table.put("RDMSR", (cpu, i) -> {
            cpu.requireSupervisor();
            long value = cpu.msrs.read((int) cpu.gpr[Cpu.RCX]);
            cpu.gpr[Cpu.RAX] = value & 0xffff_ffffL;
            cpu.gpr[Cpu.RDX] = value >>> 32;
        });
        table.put("WRMSR", (cpu, i) -> {
            cpu.requireSupervisor();
            cpu.msrs.write((int) cpu.gpr[Cpu.RCX], cpu.gpr[Cpu.RDX] << 32 | cpu.gpr[Cpu.RAX] & 0xffff_ffffL);
        });
        table.put("CPUID", (cpu, i) -> Cpuid.execute(cpu));
        table.put("INVLPG", (cpu, i) -> {
            cpu.requireSupervisor();
            cpu.mmu.invalidate(cpu.offset(i) + (i.flat ? cpu.base[i.segment] : cpu.base[i.segment] & 0xffff_ffffL));
        });
    }

    private static long readControl(Cpu cpu, int number) {
        return switch (number) {
            case 0 -> cpu.cr0;
            case 2 -> cpu.cr2;
            case 3 -> cpu.cr3;
            case 4 -> cpu.cr4;
            case 8 -> cpu.msrs.apic() == null ? 0 : cpu.msrs.apic().taskPriority();
            default -> throw cpu.fault.of(Fault.INVALID_OPCODE);
        };
    }

    private static void writeControl(Cpu cpu, int number, long value) {
        switch (number) {
            case 0 -> Control.setCr0(cpu, value);
            case 2 -> cpu.cr2 = value;
            case 3 -> Control.setCr3(cpu, value);
            case 4 -> Control.setCr4(cpu, value);
            case 8 -> {
                if (cpu.msrs.apic() != null) {
                    cpu.msrs.apic().setTaskPriority((int) value & 15);
                }
            }
            default -> throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
    }

    private static int debug(Cpu cpu, int number) {
        if (number > 7 || (number == 4 || number == 5) && (cpu.cr4 & 8) != 0) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
        return number == 4 || number == 5 ? number + 2 : number;
    }

    private static void ports(Map<String, Handler> table) {
        table.put("IN", (cpu, i) -> in(cpu, i, (int) i.immediate & 0xff));
        table.put("IN_DX", (cpu, i) -> in(cpu, i, (int) cpu.gpr[Cpu.RDX] & 0xffff));
        table.put("OUT", (cpu, i) -> out(cpu, i, (int) i.immediate & 0xff));
        table.put("OUT_DX", (cpu, i) -> out(cpu, i, (int) cpu.gpr[Cpu.RDX] & 0xffff));
    }

    private static void in(Cpu cpu, Instruction i, int port) {
        requirePort(cpu, port, i.size());
        cpu.setReg(Cpu.RAX, i.shift, cpu.ports.read(port, i.size()));
    }

    private static void out(Cpu cpu, Instruction i, int port) {
        requirePort(cpu, port, i.size());
        cpu.ports.write(port, i.size(), (int) (cpu.gpr[Cpu.RAX] << i.shift >>> i.shift));
    }

    /** Raises #GP unless IOPL or the task's bitmap allows the ports (SDM volume 1, 19.5). */
    static void requirePort(Cpu cpu, int port, int size) {
        if (cpu.cpl <= (cpu.flags & Flags.IOPL) >> 12 && (cpu.flags & Flags.VM) == 0 || (cpu.cr0 & Cpu.CR0_PE) == 0) {
            return;
        }
        long base = cpu.base[Segment.TASK];
        long limit = cpu.limit[Segment.TASK];
        if (limit >= 0x67) {
            long map = cpu.mmu.loadSystem(base + 0x66, 2) + (port >> 3);
            if (map + 1 <= limit) {
                long bits = cpu.mmu.loadSystem(base + map, 2) >> (port & 7);
                if ((bits & (1 << size) - 1) == 0) {
                    return;
                }
            }
        }
        throw cpu.fault.protection();
    }

    private static void requireIopl(Cpu cpu) {
        if ((cpu.cr0 & Cpu.CR0_PE) != 0 && cpu.cpl > (cpu.flags & Flags.IOPL) >> 12) {
            throw cpu.fault.protection();
        }
    }

    private static void calls(Map<String, Handler> table) {
        table.put("CLI", (cpu, i) -> {
            requireIopl(cpu);
            cpu.flags &= ~Flags.IF;
        });
        table.put("STI", (cpu, i) -> {
            requireIopl(cpu);
            cpu.shadow = (cpu.flags & Flags.IF) == 0;
            cpu.flags |= Flags.IF;
        });
        table.put("HLT", (cpu, i) -> {
            cpu.requireSupervisor();
            cpu.halted = true;
        });
        table.put("PAUSE", (cpu, i) -> Thread.onSpinWait());
        table.put("SYSCALL", (cpu, i) -> FarTransfer.syscall(cpu, cpu.rip));
        table.put("SYSRET", (cpu, i) -> FarTransfer.sysret(cpu, i.shift));
        table.put("SYSENTER", (cpu, i) -> FarTransfer.sysenter(cpu));
        table.put("SYSEXIT", (cpu, i) -> FarTransfer.sysexit(cpu, i.shift));
        table.put("SWAPGS", (cpu, i) -> {
            cpu.requireSupervisor();
            long base = cpu.base[Segment.GS];
            cpu.base[Segment.GS] = cpu.msrs.kernelGsBase;
            cpu.msrs.kernelGsBase = base;
        });
        table.put("STAC", (cpu, i) -> {
            cpu.requireSupervisor();
            Flags.set(cpu, Flags.AC, Flags.AC);
        });
        table.put("CLAC", (cpu, i) -> {
            cpu.requireSupervisor();
            Flags.set(cpu, 0, Flags.AC);
        });
        table.put("RDTSC", (cpu, i) -> timeStamp(cpu));
        table.put("RDTSCP", (cpu, i) -> {
            timeStamp(cpu);
            cpu.gpr[Cpu.RCX] = cpu.msrs.timeStampAux;
        });
        table.put("RDPMC", (cpu, i) -> {
            throw cpu.fault.protection();
        });
        table.put("NOP_SUPERVISOR", (cpu, i) -> cpu.requireSupervisor());
    }

    private static void timeStamp(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_TSD) != 0) {
            cpu.requireSupervisor();
        }
        long tsc = cpu.timeStamp();
        cpu.gpr[Cpu.RAX] = tsc & 0xffff_ffffL;
        cpu.gpr[Cpu.RDX] = tsc >>> 32;
    }

    private static void state(Map<String, Handler> table) {
        table.put("FXSAVE", (cpu, i) -> {
            cpu.requireMmx();
            ExtendedState.fxsave(cpu, aligned(cpu, cpu.addressToWrite(i, 512), 15), i.shift == 0);
        });
        table.put("FXRSTOR", (cpu, i) -> {
            cpu.requireMmx();
            ExtendedState.fxrstor(cpu, aligned(cpu, cpu.address(i, 512), 15));
        });
        table.put("XSAVE", (cpu, i) -> {
            requireXsave(cpu);
            ExtendedState.xsave(cpu, aligned(cpu, cpu.addressToWrite(i, 576), 63));
        });
        table.put("XRSTOR", (cpu, i) -> {
            requireXsave(cpu);
            ExtendedState.xrstor(cpu, aligned(cpu, cpu.address(i, 576), 63));
        });
        table.put("XGETBV", (cpu, i) -> {
            requireXsave(cpu);
            if ((int) cpu.gpr[Cpu.RCX] != 0) {
                throw cpu.fault.protection();
            }
            cpu.gpr[Cpu.RAX] = cpu.xcr0;
            cpu.gpr[Cpu.RDX] = 0;
        });
        table.put("XSETBV", (cpu, i) -> {
            requireXsave(cpu);
            cpu.requireSupervisor();
            long value = cpu.gpr[Cpu.RDX] << 32 | cpu.gpr[Cpu.RAX] & 0xffff_ffffL;
            if ((int) cpu.gpr[Cpu.RCX] != 0 || (value & 1) == 0 || (value & ~3L) != 0) {
                throw cpu.fault.protection();
            }
            cpu.xcr0 = (int) value;
        });
        table.put("LDMXCSR", (cpu, i) -> {
            cpu.requireSse();
            int value = (int) cpu.mmu.load32(cpu.address(i, 4));
            if ((value & ~0xffff) != 0) {
                throw cpu.fault.protection();
            }
            cpu.mxcsr = value;
        });
        table.put("STMXCSR", (cpu, i) -> {
            cpu.requireSse();
            cpu.mmu.store32(cpu.addressToWrite(i, 4), cpu.mxcsr);
        });
        table.put("RDFSBASE", (cpu, i) -> readBase(cpu, i, Segment.FS));
        table.put("RDGSBASE", (cpu, i) -> readBase(cpu, i, Segment.GS));
        table.put("WRFSBASE", (cpu, i) -> writeBase(cpu, i, Segment.FS));
        table.put("WRGSBASE", (cpu, i) -> writeBase(cpu, i, Segment.GS));
    }

    private static long aligned(Cpu cpu, long address, int mask) {
        if ((address & mask) != 0) {
            throw cpu.fault.protection();
        }
        return address;
    }

    private static void requireXsave(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_OSXSAVE) == 0) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
    }

    private static void readBase(Cpu cpu, Instruction i, int segment) {
        requireBases(cpu);
        cpu.setReg(i.a, i.shift, cpu.base[segment]);
    }

    private static void writeBase(Cpu cpu, Instruction i, int segment) {
        requireBases(cpu);
        long value = cpu.gpr[i.a] << i.shift >>> i.shift;
        if (value << 16 >> 16 != value) {
            throw cpu.fault.protection();
        }
        cpu.base[segment] = value;
    }

    private static void requireBases(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_FSGSBASE) == 0) {
            throw cpu.fault.of(Fault.INVALID_OPCODE);
        }
    }
}
