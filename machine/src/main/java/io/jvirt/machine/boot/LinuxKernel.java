package io.jvirt.machine.boot;

import io.jvirt.machine.MachineException;
import io.jvirt.machine.cpu.Control;
import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.memory.PhysicalSpace;
import io.jvirt.machine.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts a Linux kernel (bzImage) into memory as its 64-bit boot protocol asks (Documentation/arch/x86/boot.rst): protected-mode part at
 * its preferred address, zero page, command line, initial RAM disk, and a processor in long mode with the first 4 GiB mapped to
 * themselves.
 */
public final class LinuxKernel {
    private static final int ZERO_PAGE = 0x7000;
    private static final int TABLES = 0x9000;
    private static final int GDT = 0x8000;
    private static final int COMMAND_LINE = 0x2_0000;
    private static final int STACK = 0x8ff0;
    private static final int CODE_SELECTOR = 0x10;
    private static final int DATA_SELECTOR = 0x18;
    private static final long CODE_DESCRIPTOR = 0x00af_9b00_0000_ffffL;
    private static final long DATA_DESCRIPTOR = 0x00cf_9300_0000_ffffL;
    private static final int MAGIC = 0x5372_6448;
    private static final int XLF_KERNEL_64 = 1;

    private final byte[] image;
    private final ByteBuffer header;

    /** @param image the file's bytes */
    public LinuxKernel(byte[] image) {
        this.image = image;
        header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if (image.length < 0x270 || header.getInt(0x202) != MAGIC) {
            throw new MachineException("The kernel is no bzImage: it has no \"HdrS\" at offset 0x202");
        }
        int version = header.getShort(0x206) & 0xffff;
        if (version < 0x20c || (header.getShort(0x236) & XLF_KERNEL_64) == 0) {
            throw new MachineException(
                    "The kernel's boot protocol is %d.%02d without a 64-bit entry; needs 2.12 or newer of a 64-bit kernel"
                            .formatted(version >> 8, version & 0xff));
        }
    }

    /**
     * Loads the kernel and sets the processor to its entry.
     *
     * @param initrd initial RAM disk, if any
     */
    public void load(PhysicalSpace space, Cpu cpu, String commandLine, byte @Nullable [] initrd) {
        int setup = image[0x1f1] & 0xff;
        int realMode = ((setup == 0 ? 4 : setup) + 1) * 512;
        long entry = header.getLong(0x258);
        long needs = header.getInt(0x260) & 0xffff_ffffL;
        long lowRam = lowRam(space);
        if (entry + needs > lowRam) {
            throw new MachineException("The kernel needs memory up to %d MiB; the machine has %d MiB below 4 GiB"
                    .formatted(entry + needs >> 20, lowRam >> 20));
        }
        space.write(entry, Arrays.copyOfRange(image, realMode, image.length));

        ByteBuffer zero = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        int headerEnd = 0x202 + (image[0x201] & 0xff);
        zero.put(0x1f1, image, 0x1f1, headerEnd - 0x1f1);
        zero.put(0x210, (byte) 0xff);
        zero.put(0x211, (byte) (zero.get(0x211) | 1));
        byte[] line = (commandLine + "\0").getBytes(StandardCharsets.UTF_8);
        space.write(COMMAND_LINE, line);
        zero.putInt(0x228, COMMAND_LINE);
        if (initrd != null) {
            long highest = Math.min(header.getInt(0x22c) & 0xffff_ffffL, lowRam - 1);
            long at = highest + 1 - initrd.length & -4096;
            if (at < entry + needs) {
                throw new MachineException("An initial RAM disk of %d bytes does not fit above the kernel; give more memory"
                        .formatted(initrd.length));
            }
            space.write(at, initrd);
            zero.putInt(0x218, (int) at);
            zero.putInt(0x21c, initrd.length);
        }
        memoryMap(space, zero);
        space.write(ZERO_PAGE, zero.array());
        enter(space, cpu, entry + 0x200);
    }

    private static long lowRam(PhysicalSpace space) {
        return space.find(0x10_0000) instanceof Region.Bytes ram ? ram.last() + 1 : 0;
    }

    /** The E820 table: RAM but for the first page and what a PC keeps below 1 MiB. */
    private static void memoryMap(PhysicalSpace space, ByteBuffer zero) {
        int entries = 0;
        for (Region region : space.regions()) {
            if (region instanceof Region.Bytes ram && ram.writable()) {
                long first = ram.first();
                if (first == 0) {
                    entry(zero, entries++, 0, 0x9_fc00, 1);
                    entry(zero, entries++, 0x9_fc00, 0x400, 2);
                    entry(zero, entries++, 0xf_0000, 0x1_0000, 2);
                    first = 0x10_0000;
                }
                if (ram.last() > first) {
                    entry(zero, entries++, first, ram.last() + 1 - first, 1);
                }
            }
        }
        zero.put(0x1e8, (byte) entries);
    }

    private static void entry(ByteBuffer zero, int number, long first, long size, int type) {
        int at = 0x2d0 + 20 * number;
        zero.putLong(at, first);
        zero.putLong(at + 8, size);
        zero.putInt(at + 16, type);
    }

    private static void enter(PhysicalSpace space, Cpu cpu, long entry) {
        space.write(TABLES, 8, TABLES + 0x1000 | 3);
        for (int gib = 0; gib < 4; gib++) {
            long directory = TABLES + 0x2000 + gib * 0x1000L;
            space.write(TABLES + 0x1000 + gib * 8, 8, directory | 3);
            for (int i = 0; i < 512; i++) {
                space.write(directory + i * 8, 8, (long) gib << 30 | (long) i << 21 | 0x83);
            }
        }
        space.write(GDT + CODE_SELECTOR, 8, CODE_DESCRIPTOR);
        space.write(GDT + DATA_SELECTOR, 8, DATA_DESCRIPTOR);
        cpu.gdtBase = GDT;
        cpu.gdtLimit = 0x1f;
        cpu.idtLimit = 0;
        cpu.cr3 = TABLES;
        cpu.cr4 = Cpu.CR4_PAE;
        cpu.efer = Cpu.EFER_LME | Cpu.EFER_LMA;
        cpu.cr0 = Cpu.CR0_PE | Cpu.CR0_PG | 1 << 4;
        for (int segment = 0; segment < 6; segment++) {
            boolean code = segment == Segment.CS;
            long descriptor = code ? CODE_DESCRIPTOR : DATA_DESCRIPTOR;
            cpu.selector[segment] = code ? CODE_SELECTOR : DATA_SELECTOR;
            cpu.base[segment] = 0;
            cpu.limit[segment] = 0xffff_ffffL;
            cpu.attributes[segment] = Segment.attributes(descriptor);
        }
        cpu.flags = 0;
        cpu.gpr[Cpu.RSI] = ZERO_PAGE;
        cpu.gpr[Cpu.RSP] = STACK;
        cpu.rip = entry;
        Control.update(cpu);
    }
}
