package io.jvirt.machine.truth;

import io.jvirt.machine.bus.PortSpace;
import io.jvirt.machine.cpu.Control;
import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.interpret.Processor;
import io.jvirt.machine.memory.PhysicalSpace;
import io.jvirt.machine.memory.Ram;
import io.jvirt.machine.time.RealClock;
import java.lang.foreign.MemorySegment;

/** A processor in 64-bit user mode with {@code size} bytes of memory at any linear address, and nothing else. */
final class Guest implements AutoCloseable {
    private static final int TABLES = 0x10_0000;
    private static final int FLAT = Segment.PRESENT | Segment.NOT_SYSTEM | Segment.WRITABLE | Segment.ACCESSED | 3 << Segment.DPL_SHIFT;

    final Ram ram = new Ram(0x40_0000);
    final RealClock clock = new RealClock();
    final Cpu cpu;
    final Processor processor;
    private final long linear;
    private final PhysicalSpace space = new PhysicalSpace(ram);
    private long nextTable = TABLES + 4096;

    /** @param linear where physical address 0 appears */
    Guest(long linear, int size) {
        this.linear = linear;
        space.attachBytes(0, ram.size(), 0, true);
        cpu = new Cpu(0, space, new PortSpace(), clock);
        processor = new Processor(cpu, ram, () -> -1, () -> {});
        for (int at = 0; at < size; at += 4096) {
            map(linear + at, at);
        }
        cpu.cr3 = TABLES;
        cpu.cr4 = Cpu.CR4_PAE | Cpu.CR4_OSFXSR | Cpu.CR4_FSGSBASE | Cpu.CR4_OSXSAVE;
        cpu.efer = Cpu.EFER_LME | Cpu.EFER_LMA | Cpu.EFER_SCE | Cpu.EFER_NXE;
        cpu.cr0 = Cpu.CR0_PE | Cpu.CR0_PG | Cpu.CR0_WP | Cpu.CR0_NE | Cpu.CR0_MP;
        for (int segment = 0; segment < 6; segment++) {
            cpu.attributes[segment] = FLAT;
            cpu.base[segment] = 0;
        }
        cpu.attributes[Segment.CS] = FLAT | Segment.CODE | Segment.LONG;
        Control.update(cpu);
        cpu.setCpl(3);
    }

    private void map(long address, long physical) {
        long table = TABLES;
        for (int shift = 39; shift > 12; shift -= 9) {
            long entry = table + (address >>> shift & 511) * 8;
            if (space.read(entry, 8) == 0) {
                space.write(entry, 8, nextTable | 7);
                nextTable += 4096;
            }
            table = space.read(entry, 8) & -4096;
        }
        space.write(table + (address >>> 12 & 511) * 8, 8, physical | 7);
    }

    /** Writes memory at an offset. */
    void write(int offset, MemorySegment bytes) {
        space.write(offset, bytes);
    }

    /** Runs from an offset until RIP is at another. */
    void run(int from, int to) {
        cpu.rip = linear + from;
        for (int blocks = 0; cpu.rip != linear + to; blocks++) {
            if (blocks > 100_000 || cpu.cpl != 3 || !processor.step()) {
                throw new AssertionError("Execution left the code: RIP %#x, %s".formatted(cpu.rip, cpu.fault.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        clock.close();
        ram.close();
    }
}
