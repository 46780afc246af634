package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Extended;
import io.jvirt.machine.cpu.op.Rounding;
import java.util.Map;

/** The x87 unit's arithmetic, comparisons, moves and control (SDM volume 1, chapter 8). */
final class X87Handlers {
    private static final int CONTROL_BITS = 0x1f3f;

    /** An operation on two numbers. */
    @FunctionalInterface
    private interface Binary {
        Extended apply(Extended a, Extended b, Rounding rounding);
    }

    private X87Handlers() {}

    static void addTo(Map<String, Handler> table) {
        control(table);
        arithmetic(table, "FADD", Extended::add);
        arithmetic(table, "FMUL", Extended::multiply);
        arithmetic(table, "FSUB", (a, b, r) -> Extended.add(a, minus(b), r));
        arithmetic(table, "FSUBR", (a, b, r) -> Extended.add(b, minus(a), r));
        arithmetic(table, "FDIV", Extended::divide);
        arithmetic(table, "FDIVR", (a, b, r) -> Extended.divide(b, a, r));
        unary(table);
        comparisons(table);
        moves(table);
        X87Constants.addTo(table);
    }

    /** A NaN keeps its sign in a subtraction. */
    private static Extended minus(Extended value) {
        return value.isNan() ? value : value.negate();
    }

    private static void control(Map<String, Handler> table) {
        table.put("FNINIT", (cpu, i) -> {
            cpu.requireX87();
            cpu.x87.init();
        });
        table.put("FNCLEX", (cpu, i) -> {
            cpu.requireX87();
            cpu.x87.status &= 0x7f00;
        });
        table.put("FNSTSW", (cpu, i) -> {
            cpu.requireX87();
            if (i.a >= 0) {
                cpu.setReg(Cpu.RAX, 48, cpu.x87.statusWord());
            } else {
                cpu.mmu.store16(cpu.addressToWrite(i, 2), cpu.x87.statusWord());
            }
        });
        table.put("FNSTCW", (cpu, i) -> {
            cpu.requireX87();
            cpu.mmu.store16(cpu.addressToWrite(i, 2), cpu.x87.control);
        });
        table.put("FLDCW", (cpu, i) -> {
            X87Stack.begin(cpu);
            cpu.x87.control = (int) cpu.mmu.load16(cpu.address(i, 2)) & CONTROL_BITS | 0x40;
            X87Stack.raise(cpu, 0);
        });
        table.put("FNOP", (cpu, i) -> X87Stack.begin(cpu));
        table.put("FWAIT", (cpu, i) -> X87Stack.begin(cpu));
        table.put("EMMS", (cpu, i) -> {
            cpu.requireMmx();
            cpu.x87.enterMmx();
            cpu.x87.used = 0;
        });
        table.put("FINCSTP", (cpu, i) -> {
            X87Stack.begin(cpu);
            cpu.x87.top = cpu.x87.top + 1 & 7;
            X87Stack.setC1(cpu, false);
        });
        table.put("FDECSTP", (cpu, i) -> {
            X87Stack.begin(cpu);
            cpu.x87.top = cpu.x87.top - 1 & 7;
            X87Stack.setC1(cpu, false);
        });
        table.put("FFREE", (cpu, i) -> {
            X87Stack.begin(cpu);
            cpu.x87.used &= ~(1 << (cpu.x87.top + i.a & 7));
        });
        table.put("FNSTENV", (cpu, i) -> {
            cpu.requireX87();
            X87Environment.store(cpu, cpu.addressToWrite(i, 28), i);
        });
        table.put("FLDENV", (cpu, i) -> {
            X87Stack.begin(cpu);
            X87Environment.load(cpu, cpu.address(i, 28), i);
        });
        table.put("FNSAVE", (cpu, i) -> {
            cpu.requireX87();
            X87Environment.save(cpu, cpu.addressToWrite(i, 108), i);
        });
        table.put("FRSTOR", (cpu, i) -> {
            X87Stack.begin(cpu);
            X87Environment.restore(cpu, cpu.address(i, 108), i);
        });
    }

    /** ST(0) with memory or ST(i); ST(i) with ST(0); the same and a pop; ST(0) with an integer. */
    private static void arithmetic(Map<String, Handler> table, String name, Binary operation) {
        table.put(name, (cpu, i) -> {
            X87Stack.begin(cpu);
            Rounding rounding = X87Stack.rounding(cpu);
            Extended b = source(cpu, i, rounding);
            combine(cpu, 0, operation, b, i.a >= 0 ? i.a : 0, rounding);
        });
        table.put(name + "_INT", (cpu, i) -> {
            X87Stack.begin(cpu);
            Extended b = Extended.ofLong(cpu.mmu.load(cpu.address(i, i.size()), i.shift) << i.shift >> i.shift);
            combine(cpu, 0, operation, b, 0, X87Stack.rounding(cpu));
        });
        table.put(name + "_TO", (cpu, i) -> {
            X87Stack.begin(cpu);
            combine(cpu, i.a, operation, X87Stack.get(cpu, 0), 0, X87Stack.rounding(cpu));
        });
        table.put(name + "_POP", (cpu, i) -> {
            X87Stack.begin(cpu);
            combine(cpu, i.a, operation, X87Stack.get(cpu, 0), 0, X87Stack.rounding(cpu));
            X87Stack.pop(cpu);
        });
    }

    /** {@return memory as a number, or ST(i)} */
    private static Extended source(Cpu cpu, Instruction i, Rounding rounding) {
        if (i.a >= 0) {
            return X87Stack.get(cpu, i.a);
        }
        long bits = cpu.mmu.load(cpu.address(i, i.size()), i.shift);
        return i.shift == 0 ? Extended.ofShort(bits, 11, 52, rounding) : Extended.ofShort(bits, 8, 23, rounding);
    }

    private static void combine(Cpu cpu, int target, Binary operation, Extended b, int other, Rounding rounding) {
        if (X87Stack.isEmpty(cpu, target) || X87Stack.isEmpty(cpu, other)) {
            X87Stack.underflow(cpu, target);
            return;
        }
        X87Stack.set(cpu, target, operation.apply(X87Stack.get(cpu, target), b, rounding));
        X87Stack.finish(cpu, rounding);
    }

    private static void unary(Map<String, Handler> table) {
        table.put("FSQRT", onTop(Extended::squareRoot));
        table.put("FRNDINT", (cpu, i) -> {
            int mode = cpu.x87.control >> 10 & 3;
            onTop((a, r) -> a.roundToInteger(mode, r)).run(cpu, i);
        });
        table.put("FCHS", onTop((a, r) -> a.negate()));
        table.put("FABS", onTop((a, r) -> a.abs()));
        table.put("FSCALE", (cpu, i) -> {
            X87Stack.begin(cpu);
            combine(cpu, 0, Extended::scale, X87Stack.get(cpu, 1), 1, X87Stack.rounding(cpu));
        });
        table.put("FXCH", (cpu, i) -> {
            X87Stack.begin(cpu);
            X87Stack.setC1(cpu, false);
            for (int number : new int[] {0, i.a}) {
                if (X87Stack.isEmpty(cpu, number)) {
                    X87Stack.underflow(cpu, number);
                }
            }
            Extended top = X87Stack.get(cpu, 0);
            X87Stack.set(cpu, 0, X87Stack.get(cpu, i.a));
            X87Stack.set(cpu, i.a, top);
        });
        table.put("FXAM", (cpu, i) -> {
            X87Stack.begin(cpu);
            Extended a = X87Stack.get(cpu, 0);
            int kind = X87Stack.isEmpty(cpu, 0) ? 0x4100
                    : a.isUnsupported() ? 0
                    : a.isNan() ? 0x100
                    : a.isInfinite() ? 0x500
                    : a.isZero() ? 0x4000
                    : a.isDenormal() ? 0x4400 : 0x400;
            cpu.x87.status = cpu.x87.status & ~0x4700 | kind | (a.negative() ? 0x200 : 0);
        });
    }

    /** An operation on one number. */
    @FunctionalInterface
    private interface Unary {
        Extended apply(Extended a, Rounding rounding);
    }

    private static Handler onTop(Unary operation) {
        return (cpu, i) -> {
            X87Stack.begin(cpu);
            Rounding rounding = X87Stack.rounding(cpu);
            if (X87Stack.isEmpty(cpu, 0)) {
                X87Stack.underflow(cpu, 0);
                return;
            }
            X87Stack.set(cpu, 0, operation.apply(X87Stack.get(cpu, 0), rounding));
            X87Stack.finish(cpu, rounding);
        };
    }

    private static void comparisons(Map<String, Handler> table) {
        String[] suffixes = {"", "P", "PP"};
        for (int n = 0; n < 3; n++) {
            int pops = n;
            table.put("FCOM" + suffixes[n], (cpu, i) -> compare(cpu, i, false, pops));
            table.put("FUCOM" + suffixes[n], (cpu, i) -> compare(cpu, i, true, pops));
            table.put("FCOM" + suffixes[n] + "_INT", (cpu, i) -> {
                X87Stack.begin(cpu);
                Extended b = Extended.ofLong(cpu.mmu.load(cpu.address(i, i.size()), i.shift) << i.shift >> i.shift);
                setConditions(cpu, compareTop(cpu, b, 0, false, X87Stack.rounding(cpu)));
                X87Stack.pop(cpu, pops);
            });
        }
        table.put("FTST", (cpu, i) -> {
            X87Stack.begin(cpu);
            setConditions(cpu, compareTop(cpu, Extended.ZERO, 0, false, X87Stack.rounding(cpu)));
        });
        compareToFlags(table, "FCOMI", false, 0);
        compareToFlags(table, "FCOMIP", false, 1);
        compareToFlags(table, "FUCOMI", true, 0);
        compareToFlags(table, "FUCOMIP", true, 1);
    }

    private static void compare(Cpu cpu, Instruction i, boolean quiet, int pops) {
        X87Stack.begin(cpu);
        Rounding rounding = X87Stack.rounding(cpu);
        boolean implicit = i.form.operands().isEmpty();
        Extended b = implicit ? X87Stack.get(cpu, 1) : source(cpu, i, rounding);
        setConditions(cpu, compareTop(cpu, b, implicit ? 1 : Math.max(i.a, 0), quiet, rounding));
        X87Stack.pop(cpu, pops);
    }

    private static int compareTop(Cpu cpu, Extended b, int other, boolean quiet, Rounding rounding) {
        X87Stack.setC1(cpu, false);
        if (X87Stack.isEmpty(cpu, 0) || X87Stack.isEmpty(cpu, other)) {
            X87Stack.raise(cpu, Rounding.INVALID | X87Stack.STACK_FAULT);
            return 2;
        }
        int order = Extended.compare(X87Stack.get(cpu, 0), b, quiet, rounding);
        X87Stack.raise(cpu, rounding.flags());
        return order;
    }

    private static void setConditions(Cpu cpu, int order) {
        int conditions = order == 2 ? 0x4500 : order == 0 ? 0x4000 : order < 0 ? 0x100 : 0;
        cpu.x87.status = cpu.x87.status & ~0x4500 | conditions;
    }

    private static void compareToFlags(Map<String, Handler> table, String name, boolean quiet, int pops) {
        table.put(name, (cpu, i) -> {
            X87Stack.begin(cpu);
            int order = compareTop(cpu, X87Stack.get(cpu, i.a), i.a, quiet, X87Stack.rounding(cpu));
            Flags.setArithmetic(cpu, ordered(order));
            X87Stack.pop(cpu, pops);
        });
    }

    /** {@return ZF, PF and CF as comparisons of floating-point numbers set them} */
    static int ordered(int order) {
        return order == 2 ? Flags.ZF | Flags.PF | Flags.CF : order == 0 ? Flags.ZF : order < 0 ? Flags.CF : 0;
    }

    private static void moves(Map<String, Handler> table) {
        table.put("FLD", (cpu, i) -> {
            X87Stack.begin(cpu);
            Rounding rounding = X87Stack.rounding(cpu);
            if (i.a >= 0 && X87Stack.isEmpty(cpu, i.a)) {
                X87Stack.pushUnderflow(cpu);
                return;
            }
            X87Stack.push(cpu, source(cpu, i, rounding), rounding.flags());
        });
        table.put("FILD", (cpu, i) -> {
            X87Stack.begin(cpu);
            long value = cpu.mmu.load(cpu.address(i, i.size()), i.shift) << i.shift >> i.shift;
            X87Stack.push(cpu, Extended.ofLong(value), 0);
        });
        table.put("FLD80", (cpu, i) -> {
            X87Stack.begin(cpu);
            long at = cpu.address(i, 10);
            long significand = cpu.mmu.load64(at);
            X87Stack.push(cpu, new Extended((int) cpu.mmu.load16(at + 8), significand), 0);
        });
        table.put("FSTP80", (cpu, i) -> {
            X87Stack.begin(cpu);
            long at = cpu.addressToWrite(i, 10);
            cpu.mmu.probeStore(at, 10);
            Extended value = X87Stack.take(cpu);
            cpu.mmu.store64(at, value.significand());
            cpu.mmu.store16(at + 8, value.signExponent());
            X87Stack.pop(cpu);
        });
        table.put("FST", (cpu, i) -> store(cpu, i, 0));
        table.put("FSTP", (cpu, i) -> store(cpu, i, 1));
        // An alias of FSTP that only pops when there is nothing to copy.
        table.put("FSTPNCE", (cpu, i) -> {
            X87Stack.begin(cpu);
            if (!X87Stack.isEmpty(cpu, 0)) {
                X87Stack.set(cpu, i.a, X87Stack.get(cpu, 0));
            }
            X87Stack.setC1(cpu, false);
            X87Stack.pop(cpu);
        });
        table.put("FIST", (cpu, i) -> storeInteger(cpu, i, cpu.x87.control >> 10 & 3, 0));
        table.put("FISTP", (cpu, i) -> storeInteger(cpu, i, cpu.x87.control >> 10 & 3, 1));
        table.put("FISTTP", (cpu, i) -> storeInteger(cpu, i, Rounding.ZERO, 1));
        String[] conditions = {"B", "E", "BE", "U"};
        int[] codes = {2, 4, 6, 10};
        for (int n = 0; n < 4; n++) {
            int code = codes[n];
            table.put("FCMOV" + conditions[n], (cpu, i) -> moveIf(cpu, i, Flags.condition(cpu, code)));
            table.put("FCMOVN" + conditions[n], (cpu, i) -> moveIf(cpu, i, !Flags.condition(cpu, code)));
        }
    }

    private static void store(Cpu cpu, Instruction i, int pops) {
        X87Stack.begin(cpu);
        if (i.a >= 0) {
            if (X87Stack.isEmpty(cpu, 0)) {
                X87Stack.underflow(cpu, i.a);
            } else {
                X87Stack.set(cpu, i.a, X87Stack.get(cpu, 0));
                X87Stack.setC1(cpu, false);
            }
        } else {
            long at = cpu.addressToWrite(i, i.size());
            cpu.mmu.probeStore(at, i.size());
            Rounding rounding = X87Stack.rounding(cpu);
            Extended value = X87Stack.take(cpu);
            long bits = i.shift == 0 ? value.toShort(11, 52, rounding) : value.toShort(8, 23, rounding);
            cpu.mmu.store(at, i.shift, bits);
            X87Stack.finish(cpu, rounding);
        }
        X87Stack.pop(cpu, pops);
    }

    private static void storeInteger(Cpu cpu, Instruction i, int mode, int pops) {
        X87Stack.begin(cpu);
        long at = cpu.addressToWrite(i, i.size());
        cpu.mmu.probeStore(at, i.size());
        Rounding rounding = X87Stack.rounding(cpu);
        long value = X87Stack.take(cpu).toInteger(64 - i.shift, mode, rounding);
        cpu.mmu.store(at, i.shift, value);
        X87Stack.finish(cpu, rounding.withoutDenormal());
        X87Stack.pop(cpu, pops);
    }

    private static void moveIf(Cpu cpu, Instruction i, boolean condition) {
        X87Stack.begin(cpu);
        if (X87Stack.isEmpty(cpu, 0) || X87Stack.isEmpty(cpu, i.a)) {
            X87Stack.underflow(cpu, 0);
        } else if (condition) {
            X87Stack.set(cpu, 0, X87Stack.get(cpu, i.a));
        }
    }
}
