package io.jvirt.machine.interpret;

import io.jvirt.machine.bus.InterruptController;
import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Delivery;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Requests;
import io.jvirt.machine.cpu.Reset;
import io.jvirt.machine.cpu.Restart;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.memory.Ram;
import java.util.Objects;

/** Runs a processor: blocks of code, and between them whatever others want of it. */
public final class Processor {
    private static final int TRAPPED_STEP = 1 << 14;

    private final Cpu cpu;
    private final BlockCache blocks;
    private final InterruptController controller;
    private final Runnable shutdown;
    private long executed;
    private boolean waitsForStart;

    /**
     * @param controller who is asked for the vector of an interrupt
     * @param shutdown called after a triple fault, by the processor's thread; the processor stops
     */
    public Processor(Cpu cpu, Ram ram, InterruptController controller, Runnable shutdown) {
        this.cpu = cpu;
        this.blocks = new BlockCache(cpu, ram);
        this.controller = controller;
        this.shutdown = shutdown;
    }

    public Cpu cpu() {
        return cpu;
    }

    /** {@return instructions executed; exact only while the processor does not run} */
    public long executed() {
        return executed;
    }

    /** Lets the processor wait for a start-up interrupt: one that is not the first. */
    public void waitForStart() {
        waitsForStart = true;
    }

    /** Runs until {@link Requests#STOP} is raised or the guest shuts the processor down. */
    public void run() {
        cpu.requests.setThread(Thread.currentThread());
        blocks.setOwner(Thread.currentThread());
        while (true) {
            if (cpu.requests.bits() != 0 || cpu.halted || waitsForStart) {
                if ((cpu.requests.bits() & Requests.STOP) != 0) {
                    return;
                }
                if (!attend()) {
                    continue;
                }
            }
            if (!step()) {
                shutdown.run();
                return;
            }
        }
    }

    /** Executes one block, or one instruction if it must be; {@return false after a triple fault} */
    public boolean step() {
        try {
            cpu.mmu.refresh();
            if ((cpu.flags & Flags.TF) != 0) {
                trapAfterOne();
            } else {
                int bits = BlockCache.bits(cpu);
                execute(blocks.at(linear(bits), bits), true);
            }
            return true;
        } catch (Fault fault) {
            return Delivery.exception(cpu, fault);
        }
    }

    private long linear(int bits) {
        return bits == 64 ? cpu.rip : cpu.base[Segment.CS] + cpu.rip & 0xffff_ffffL;
    }

    private void trapAfterOne() {
        int bits = BlockCache.bits(cpu);
        execute(blocks.single(linear(bits), bits), false);
        cpu.dr[6] |= TRAPPED_STEP;
        Delivery.deliver(cpu, Fault.DEBUG, false, 0, Delivery.Source.EXCEPTION);
    }

    private void execute(Block block, boolean watch) {
        Instruction[] instructions = block.instructions;
        long mask = block.bits == 64 ? -1 : 0xffff_ffffL;
        long code = cpu.rip - (block.start & 4095);
        cpu.gpr[Cpu.CODE] = code;
        blocks.setRunning(watch ? block : null);
        int last = instructions.length - 1;
        int at = 0;
        try {
            for (; at < last; at++) {
                Instruction i = instructions[at];
                Objects.requireNonNull(i.handler).run(cpu, i);
            }
            Instruction i = instructions[at];
            cpu.rip = code + i.end & mask;
            Objects.requireNonNull(i.handler).run(cpu, i);
            blocks.setRunning(null);
            executed += last + 1;
        } catch (Fault fault) {
            blocks.setRunning(null);
            executed += at;
            cpu.rip = code + instructions[at].start & mask;
            throw fault;
        } catch (Restart restart) {
            blocks.setRunning(null);
            executed += at;
            cpu.rip = code + instructions[at].start & mask;
            execute(blocks.single(linear(block.bits), block.bits), false);
        }
    }

    /** {@return whether code may run now} */
    private boolean attend() {
        int bits = cpu.requests.bits();
        if ((bits & Requests.CODE_CHANGED) != 0) {
            cpu.requests.clear(Requests.CODE_CHANGED);
            blocks.drain();
        }
        if ((bits & Requests.INIT) != 0) {
            cpu.requests.clear(Requests.INIT);
            Reset.init(cpu);
            cpu.halted = false;
            waitsForStart = cpu.index != 0;
            return false;
        }
        if (waitsForStart) {
            if ((bits & Requests.START_UP) != 0) {
                waitsForStart = false;
                cpu.requests.clear(Requests.START_UP);
                Reset.startUp(cpu, cpu.requests.startPage());
            } else {
                cpu.requests.await(Requests.START_UP | Requests.INIT | Requests.STOP);
            }
            return false;
        }
        if (cpu.shadow && !cpu.halted) {
            cpu.shadow = false;
            return true;
        }
        if ((bits & Requests.NMI) != 0) {
            cpu.requests.clear(Requests.NMI);
            cpu.halted = false;
            return deliver(Fault.NMI);
        }
        boolean enabled = (cpu.flags & Flags.IF) != 0;
        if ((bits & Requests.INTERRUPT) != 0 && enabled) {
            cpu.halted = false;
            int vector = controller.acknowledge();
            return vector == InterruptController.NONE || deliver(vector);
        }
        if (cpu.halted) {
            cpu.requests.await(Requests.NMI | Requests.INIT | Requests.STOP | (enabled ? Requests.INTERRUPT : 0));
            return false;
        }
        cpu.requests.clear(Requests.START_UP);
        return true;
    }

    private boolean deliver(int vector) {
        try {
            Delivery.deliver(cpu, vector, false, 0, Delivery.Source.EXTERNAL);
            return true;
        } catch (Fault fault) {
            if (!Delivery.exception(cpu, fault)) {
                shutdown.run();
                cpu.requests.raise(Requests.STOP);
            }
            return false;
        }
    }
}
