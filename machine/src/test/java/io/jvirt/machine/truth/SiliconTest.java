package io.jvirt.machine.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.decode.Form;
import io.jvirt.machine.cpu.decode.Forms;
import io.jvirt.machine.interpret.Handlers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random instructions of every form on the host's processor and here, compared bit for bit. {@code -Djvirt.silicon.cases=N} sets how
 * many cases each form gets, {@code -Djvirt.silicon.seed=S} repeats a run, {@code -Djvirt.silicon.only=NAME} takes one mnemonic.
 */
class SiliconTest {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int CASES = Integer.getInteger("jvirt.silicon.cases", 60);
    private static final long SEED = Long.getLong("jvirt.silicon.seed", new Random().nextLong());
    private static final String ONLY = System.getProperty("jvirt.silicon.only", "");

    private static final boolean LOG = Boolean.getBoolean("jvirt.silicon.log");

    private final Random random = new Random(SEED);
    private final Case cases = new Case(random);

    @Test
    void everyFormDoesWhatTheProcessorDoes() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "needs an x86-64 host");
        Map<String, List<String>> failures = new TreeMap<>();
        int compared = 0;
        try (NativeRunner runner = new NativeRunner();
                Guest guest = new Guest(runner.address(), NativeRunner.SIZE)) {
            for (Form form : Forms.all()) {
                if (Case.suits(form) && Handlers.of(form) != null && (ONLY.isEmpty() || ONLY.equals(form.name()))
                        && HostFeatures.has(form)) {
                    for (int n = 0; n < CASES; n++) {
                        compare(runner, guest, form, failures);
                        compared++;
                    }
                }
            }
        }
        StringBuilder report = new StringBuilder();
        failures.forEach((name, list) -> report.append(name).append(": ").append(list.size()).append(" of them, first: ")
                .append(list.getFirst()).append('\n'));
        assertThat(report.toString()).as("seed %d, %d cases", SEED, compared).isEmpty();
    }

    private void compare(NativeRunner runner, Guest guest, Form form, Map<String, List<String>> failures) {
        byte[] code = cases.make(form);
        prepare(runner);
        MemorySegment memory = runner.memory;
        long state = NativeRunner.STATE;
        long[] before = memory.asSlice(state, 128).toArray(LONG);
        long flagsBefore = memory.get(LONG, state + NativeRunner.FLAGS);
        byte[] fxBefore = memory.asSlice(state + NativeRunner.BEFORE, 512).toArray(ValueLayout.JAVA_BYTE);
        guest.write(NativeRunner.DATA, memory.asSlice(NativeRunner.DATA, NativeRunner.DATA_SIZE));
        byte[] jumpToNext = Arrays.copyOf(code, code.length + 2);
        jumpToNext[code.length] = (byte) 0xeb;
        guest.write(NativeRunner.CODE, MemorySegment.ofArray(jumpToNext));
        if (LOG) {
            System.err.println(form.name() + " " + HexFormat.of().formatHex(code));
        }
        runner.run(code);

        Cpu cpu = guest.cpu;
        System.arraycopy(before, 0, cpu.gpr, 0, 16);
        Flags.set(cpu, flagsBefore, Flags.ARITHMETIC | Flags.DF);
        FxImage.load(cpu, fxBefore);
        List<String> differences = new ArrayList<>();
        try {
            guest.run(NativeRunner.CODE, NativeRunner.CODE + jumpToNext.length);
        } catch (RuntimeException | AssertionError e) {
            cpu.setCpl(3);
            guest.cpu.rip = 0;
            differences.add(e.toString());
        }
        if (differences.isEmpty()) {
            for (int r = 0; r < 16; r++) {
                long expected = memory.get(LONG, state + 8 * r);
                if (expected != cpu.gpr[r]) {
                    differences.add("r%d %x not %x (was %x)".formatted(r, cpu.gpr[r], expected, before[r]));
                }
            }
            int mask = (Flags.ARITHMETIC | Flags.DF) & ~Undefined.flags(form);
            long expected = memory.get(LONG, state + NativeRunner.FLAGS);
            if (((expected ^ Flags.get(cpu)) & mask) != 0) {
                differences.add("flags %x not %x of %x (were %x)".formatted(Flags.get(cpu) & mask, expected & mask, mask, flagsBefore));
            }
            FxImage.compare(cpu, memory.asSlice(state + NativeRunner.AFTER, 512), differences);
            MemorySegment here = guest.ram.bytes().asSlice(NativeRunner.DATA, NativeRunner.DATA_SIZE);
            long at = here.mismatch(memory.asSlice(NativeRunner.DATA, NativeRunner.DATA_SIZE));
            if (at >= 0) {
                long aligned = at & -8;
                differences.add("memory at +%x: %x not %x".formatted(aligned, here.get(LONG, aligned), memory.get(LONG, NativeRunner.DATA + aligned)));
            }
        }
        if (!differences.isEmpty()) {
            String operands = "a=%x b=%x c=%x d=%x".formatted(before[0], before[3], before[1], before[2]);
            failures.computeIfAbsent(form.name(), name -> new ArrayList<>())
                    .add(HexFormat.of().formatHex(code) + " " + differences + " rax,rbx,rcx,rdx " + operands + FxImage.show(fxBefore));
        }
    }

    /** Random registers, flags, SSE and x87 state, data. */
    private void prepare(NativeRunner runner) {
        MemorySegment memory = runner.memory;
        long state = NativeRunner.STATE;
        for (int r = 0; r < 16; r++) {
            memory.set(LONG, state + 8 * r, Values.integer(random));
        }
        for (int r : Case.POINTERS) {
            long middle = runner.address() + NativeRunner.DATA + NativeRunner.DATA_SIZE / 2;
            memory.set(LONG, state + 8 * r, middle + (random.nextInt(64) - 32) * 16L);
        }
        memory.set(LONG, state + 8 * 4, runner.address() + NativeRunner.STACK + NativeRunner.STACK_SIZE - 0x1000);
        memory.set(LONG, state + 8 * 9, random.nextInt(64));
        memory.set(LONG, state + 8 * 1, random.nextInt(70));
        memory.set(LONG, state + NativeRunner.FLAGS, random.nextInt() & (Flags.ARITHMETIC | Flags.DF) | 0x202);
        for (int i = 0; i < NativeRunner.DATA_SIZE; i += 8) {
            memory.set(LONG, NativeRunner.DATA + i, Values.any(random));
        }
        FxImage.random(memory.asSlice(state + NativeRunner.BEFORE, 512), random);
    }
}
