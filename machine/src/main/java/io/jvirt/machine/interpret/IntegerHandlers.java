package io.jvirt.machine.interpret;

import static io.jvirt.machine.interpret.Operands.a;
import static io.jvirt.machine.interpret.Operands.b;
import static io.jvirt.machine.interpret.Operands.compare;
import static io.jvirt.machine.interpret.Operands.from;
import static io.jvirt.machine.interpret.Operands.fromTwo;
import static io.jvirt.machine.interpret.Operands.modify;
import static io.jvirt.machine.interpret.Operands.setA;
import static io.jvirt.machine.interpret.Operands.value;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.Segments;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.cpu.op.Alu;
import io.jvirt.machine.cpu.op.Bits;
import io.jvirt.machine.cpu.op.Multiply;
import io.jvirt.machine.cpu.op.Shift;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Arithmetic, logic, bits and data movement between general registers and memory. */
final class IntegerHandlers {
    private IntegerHandlers() {}

    static void addTo(Map<String, Handler> table) {
        arithmetic(table);
        shifts(table);
        bits(table);
        moves(table);
        decimal(table);
    }

    private static void arithmetic(Map<String, Handler> table) {
        table.put("ADD", modify(Alu::add));
        table.put("OR", modify(Alu::or));
        table.put("ADC", modify(Alu::adc));
        table.put("SBB", modify(Alu::sbb));
        table.put("AND", modify(Alu::and));
        table.put("SUB", modify(Alu::sub));
        table.put("XOR", modify(Alu::xor));
        table.put("CMP", compare(Alu::sub));
        table.put("TEST", compare(Alu::and));
        table.put("INC", modify(Alu::inc));
        table.put("DEC", modify(Alu::dec));
        table.put("NEG", modify(Alu::neg));
        table.put("NOT", modify((cpu, a, shift) -> ~a));
        table.put("IMUL", (cpu, i) -> {
            boolean three = i.form.operands().size() == 3;
            long x = three ? b(cpu, i) : a(cpu, i);
            long y = three ? i.immediate : b(cpu, i);
            setA(cpu, i, Multiply.imul(cpu, x, y, i.shift));
        });
        table.put("MUL", (cpu, i) -> Multiply.wide(cpu, a(cpu, i), i.shift, false));
        table.put("IMUL1", (cpu, i) -> Multiply.wide(cpu, a(cpu, i), i.shift, true));
        table.put("DIV", (cpu, i) -> Multiply.divide(cpu, a(cpu, i), i.shift));
        table.put("IDIV", (cpu, i) -> Multiply.divideSigned(cpu, a(cpu, i), i.shift));
        table.put("ADCX", (cpu, i) -> addWith(cpu, i, Flags.CF));
        table.put("ADOX", (cpu, i) -> addWith(cpu, i, Flags.OF));
        table.put("MULX", (cpu, i) -> {
            long x = cpu.gpr[Cpu.RDX] << i.shift >>> i.shift;
            long y = value(cpu, i, i.c, i.shift) << i.shift >>> i.shift;
            long low = x * y;
            long high = i.shift == 0 ? Math.unsignedMultiplyHigh(x, y) : low >>> 32;
            cpu.setReg(i.b, i.shift, low);
            cpu.setReg(i.a, i.shift, high);
        });
    }

    /** ADCX and ADOX: an addition with one flag as carry in and out, the others untouched. */
    private static void addWith(Cpu cpu, Instruction i, int flag) {
        int flags = Flags.arithmetic(cpu);
        long x = a(cpu, i) << i.shift >>> i.shift;
        long y = b(cpu, i) << i.shift >>> i.shift;
        long sum = x + y + ((flags & flag) != 0 ? 1 : 0);
        boolean carry = i.shift == 0 ? (x & y | (x | y) & ~sum) < 0 : sum >>> 32 != 0;
        cpu.setReg(i.a, i.shift, sum);
        Flags.setArithmetic(cpu, flags & ~flag | (carry ? flag : 0));
    }

    private static void shifts(Map<String, Handler> table) {
        table.put("ROL", modify(Shift::rol));
        table.put("ROR", modify(Shift::ror));
        table.put("RCL", modify(Shift::rcl));
        table.put("RCR", modify(Shift::rcr));
        table.put("SHL", modify(Shift::shl));
        table.put("SHR", modify(Shift::shr));
        table.put("SAR", modify(Shift::sar));
        table.put("SHLD", (cpu, i) -> doubleShift(cpu, i, i.immediate, true));
        table.put("SHRD", (cpu, i) -> doubleShift(cpu, i, i.immediate, false));
        table.put("SHLD_CL", (cpu, i) -> doubleShift(cpu, i, cpu.gpr[Cpu.RCX], true));
        table.put("SHRD_CL", (cpu, i) -> doubleShift(cpu, i, cpu.gpr[Cpu.RCX], false));
        table.put("SHLX", fromTwo((cpu, a, n, shift) -> a << (n & 63 - shift)));
        table.put("SHRX", fromTwo((cpu, a, n, shift) -> (a << shift >>> shift) >>> (n & 63 - shift)));
        table.put("SARX", fromTwo((cpu, a, n, shift) -> (a << shift >> shift) >> (n & 63 - shift)));
        table.put("RORX", fromTwo((cpu, a, n, shift) ->
                shift == 0 ? Long.rotateRight(a, (int) n) : Integer.rotateRight((int) a, (int) n)));
    }

    private static void doubleShift(Cpu cpu, Instruction i, long count, boolean left) {
        long b = cpu.reg(i.b);
        if (i.a >= 0) {
            long a = cpu.reg(i.a);
            long r = left ? Shift.shld(cpu, a, b, count, i.shift) : Shift.shrd(cpu, a, b, count, i.shift);
            cpu.setReg(i.a, i.shift, r);
        } else {
            long at = cpu.addressToWrite(i, i.size());
            long a = cpu.mmu.loadToModify(at, i.shift);
            long r = left ? Shift.shld(cpu, a, b, count, i.shift) : Shift.shrd(cpu, a, b, count, i.shift);
            cpu.mmu.store(at, i.shift, r);
        }
    }

    private static void bits(Map<String, Handler> table) {
        table.put("BT", (cpu, i) -> bitTest(cpu, i, 0));
        table.put("BTS", (cpu, i) -> bitTest(cpu, i, 1));
        table.put("BTR", (cpu, i) -> bitTest(cpu, i, 2));
        table.put("BTC", (cpu, i) -> bitTest(cpu, i, 3));
        table.put("BSF", (cpu, i) -> scan(cpu, i, true));
        table.put("BSR", (cpu, i) -> scan(cpu, i, false));
        table.put("TZCNT", from(Bits::tzcnt));
        table.put("LZCNT", from(Bits::lzcnt));
        table.put("POPCNT", from(Bits::popcnt));
        table.put("BSWAP", modify((cpu, a, shift) -> Bits.bswap(a, shift)));
        table.put("ANDN", fromTwo(Bits::andn));
        table.put("BLSR", from(Bits::blsr));
        table.put("BLSMSK", from(Bits::blsmsk));
        table.put("BLSI", from(Bits::blsi));
        table.put("BZHI", fromTwo(Bits::bzhi));
        table.put("BEXTR", fromTwo(Bits::bextr));
        table.put("PDEP", fromTwo((cpu, a, mask, shift) -> Bits.pdep(a, mask, shift)));
        table.put("PEXT", fromTwo((cpu, a, mask, shift) -> Bits.pext(a, mask, shift)));
        table.put("CRC32", (cpu, i) -> {
            long crc = Bits.crc32(cpu.reg(i.a), value(cpu, i, i.b, i.shiftB), i.shiftB);
            cpu.gpr[i.a] = crc;
        });
        table.put("RDRAND", IntegerHandlers::random);
        table.put("RDSEED", IntegerHandlers::random);
    }

    private static void random(Cpu cpu, Instruction i) {
        cpu.setReg(i.a, i.shift, ThreadLocalRandom.current().nextLong());
        Flags.set(cpu, Flags.CF, Flags.ARITHMETIC);
    }

    /** BSF and BSR: an operand of zero sets ZF and leaves the destination as it was. */
    private static void scan(Cpu cpu, Instruction i, boolean forward) {
        long b = b(cpu, i) << i.shift >>> i.shift;
        if (b == 0) {
            Flags.setResult(cpu, 0, false, false);
            return;
        }
        cpu.setReg(i.a, i.shift, forward ? Bits.scanForward(cpu, b) : Bits.scanReverse(cpu, b, i.shift));
    }

    /** BT, BTS, BTR, BTC: 0 to 3. With a register as bit number, memory is a string of bits around the address. */
    private static void bitTest(Cpu cpu, Instruction i, int operation) {
        int bits = 64 - i.shift;
        long number = value(cpu, i, i.b, i.shift);
        long mask = 1L << (number & bits - 1);
        long old;
        long at = 0;
        if (i.a >= 0) {
            old = cpu.reg(i.a);
        } else {
            long signed = number << i.shift >> i.shift;
            long distance = i.b >= 0 ? (signed >> 6 - shiftLog(i.shift)) * i.size() : 0;
            long offset = cpu.offset(i) + distance & i.addressMask;
            at = i.flat ? offset + cpu.base[i.segment] : Segments.linear(cpu, i.segment, offset, i.size(), operation != 0);
            old = operation == 0 ? cpu.mmu.load(at, i.shift) : cpu.mmu.loadToModify(at, i.shift);
        }
        if (operation != 0) {
            long changed = operation == 1 ? old | mask : operation == 2 ? old & ~mask : old ^ mask;
            if (i.a >= 0) {
                cpu.setReg(i.a, i.shift, changed);
            } else {
                cpu.mmu.store(at, i.shift, changed);
            }
        }
        Flags.setCarry(cpu, (old & mask) != 0);
    }

    /** {@return by how much the binary logarithm of a size is below that of 64} */
    private static int shiftLog(int shift) {
        return shift == 0 ? 0 : shift == 32 ? 1 : 2;
    }

    private static void moves(Map<String, Handler> table) {
        table.put("MOV", (cpu, i) -> setA(cpu, i, b(cpu, i)));
        table.put("MOVZX", (cpu, i) ->
                cpu.setReg(i.a, i.shift, value(cpu, i, i.b, i.shiftB) << i.shiftB >>> i.shiftB));
        table.put("MOVSX", (cpu, i) ->
                cpu.setReg(i.a, i.shift, value(cpu, i, i.b, i.shiftB) << i.shiftB >> i.shiftB));
        table.put("MOVSXD", (cpu, i) ->
                cpu.setReg(i.a, i.shift, value(cpu, i, i.b, i.shiftB) << i.shiftB >> i.shiftB));
        table.put("MOVBE", (cpu, i) ->
                setA(cpu, i, Long.reverseBytes(b(cpu, i)) >>> i.shift));
        table.put("LEA", (cpu, i) -> cpu.setReg(i.a, i.shift, cpu.offset(i)));
        table.put("CMOV", (cpu, i) -> {
            long b = b(cpu, i);
            cpu.setReg(i.a, i.shift, Flags.condition(cpu, i.condition) ? b : cpu.reg(i.a));
        });
        table.put("SETCC", (cpu, i) -> setA(cpu, i, Flags.condition(cpu, i.condition) ? 1 : 0));
        table.put("XCHG", (cpu, i) -> {
            long b = cpu.reg(i.b);
            if (i.a >= 0) {
                long a = cpu.reg(i.a);
                cpu.setReg(i.a, i.shift, b);
                cpu.setReg(i.b, i.shift, a);
            } else {
                long at = cpu.addressToWrite(i, i.size());
                long a = cpu.mmu.loadToModify(at, i.shift);
                cpu.mmu.store(at, i.shift, b);
                cpu.setReg(i.b, i.shift, a);
            }
        });
        table.put("XCHG_RAX", (cpu, i) -> {
            if (i.a != Cpu.RAX) {
                long a = cpu.reg(i.a);
                cpu.setReg(i.a, i.shift, cpu.gpr[Cpu.RAX]);
                cpu.setReg(Cpu.RAX, i.shift, a);
            }
        });
        table.put("XADD", (cpu, i) -> {
            if (i.a >= 0) {
                long a = cpu.reg(i.a);
                long sum = Alu.add(cpu, a, cpu.reg(i.b), i.shift);
                cpu.setReg(i.b, i.shift, a);
                cpu.setReg(i.a, i.shift, sum);
            } else {
                long at = cpu.addressToWrite(i, i.size());
                long a = cpu.mmu.loadToModify(at, i.shift);
                cpu.mmu.store(at, i.shift, a + cpu.reg(i.b));
                Alu.add(cpu, a, cpu.reg(i.b), i.shift);
                cpu.setReg(i.b, i.shift, a);
            }
        });
        table.put("CMPXCHG", IntegerHandlers::compareExchange);
        table.put("CMPXCHG8B", (cpu, i) -> {
            if (i.shift == 0) {
                compareExchange16(cpu, i);
            } else {
                compareExchange8(cpu, i);
            }
        });
        table.put("NOP", (cpu, i) -> {});
        table.put("FENCE", (cpu, i) -> {});
    }

    private static void compareExchange(Cpu cpu, Instruction i) {
        long b = cpu.reg(i.b);
        long at = i.a >= 0 ? 0 : cpu.addressToWrite(i, i.size());
        long old = i.a >= 0 ? cpu.reg(i.a) : cpu.mmu.loadToModify(at, i.shift);
        long accumulator = cpu.gpr[Cpu.RAX];
        boolean equal = (accumulator ^ old) << i.shift == 0;
        if (i.a < 0) {
            cpu.mmu.store(at, i.shift, equal ? b : old);
        } else if (equal) {
            cpu.setReg(i.a, i.shift, b);
        }
        Alu.sub(cpu, accumulator, old, i.shift);
        if (!equal) {
            cpu.setReg(Cpu.RAX, i.shift, old);
        }
    }

    private static void compareExchange8(Cpu cpu, Instruction i) {
        long at = cpu.addressToWrite(i, 8);
        long old = cpu.mmu.loadToModify(at, 0);
        long expected = cpu.gpr[Cpu.RDX] << 32 | cpu.gpr[Cpu.RAX] & 0xffff_ffffL;
        boolean equal = old == expected;
        cpu.mmu.store64(at, equal ? cpu.gpr[Cpu.RCX] << 32 | cpu.gpr[Cpu.RBX] & 0xffff_ffffL : old);
        if (!equal) {
            cpu.gpr[Cpu.RAX] = old & 0xffff_ffffL;
            cpu.gpr[Cpu.RDX] = old >>> 32;
        }
        Flags.set(cpu, Flags.arithmetic(cpu) & ~Flags.ZF | (equal ? Flags.ZF : 0), Flags.ARITHMETIC);
    }

    private static void compareExchange16(Cpu cpu, Instruction i) {
        long at = cpu.addressToWrite(i, 16);
        if ((at & 15) != 0) {
            throw cpu.fault.protection();
        }
        long low = cpu.mmu.loadToModify(at, 0);
        long high = cpu.mmu.load64(at + 8);
        boolean equal = low == cpu.gpr[Cpu.RAX] && high == cpu.gpr[Cpu.RDX];
        cpu.mmu.store64(at, equal ? cpu.gpr[Cpu.RBX] : low);
        cpu.mmu.store64(at + 8, equal ? cpu.gpr[Cpu.RCX] : high);
        if (!equal) {
            cpu.gpr[Cpu.RAX] = low;
            cpu.gpr[Cpu.RDX] = high;
        }
        Flags.set(cpu, Flags.arithmetic(cpu) & ~Flags.ZF | (equal ? Flags.ZF : 0), Flags.ARITHMETIC);
    }

    private static void decimal(Map<String, Handler> table) {
        table.put("DAA", (cpu, i) -> Alu.adjustPacked(cpu, 1));
        table.put("DAS", (cpu, i) -> Alu.adjustPacked(cpu, -1));
        table.put("AAA", (cpu, i) -> Alu.adjustUnpacked(cpu, 1));
        table.put("AAS", (cpu, i) -> Alu.adjustUnpacked(cpu, -1));
        table.put("AAM", (cpu, i) -> Alu.aam(cpu, (int) i.immediate & 0xff));
        table.put("AAD", (cpu, i) -> Alu.aad(cpu, (int) i.immediate & 0xff));
        table.put("CBW", (cpu, i) -> {
            long half = 64 - (64 - i.shift >> 1);
            cpu.setReg(Cpu.RAX, i.shift, cpu.gpr[Cpu.RAX] << half >> half);
        });
        table.put("CWD", (cpu, i) -> cpu.setReg(Cpu.RDX, i.shift, cpu.gpr[Cpu.RAX] << i.shift >> 63));
        table.put("CLC", (cpu, i) -> Flags.setCarry(cpu, false));
        table.put("STC", (cpu, i) -> Flags.setCarry(cpu, true));
        table.put("CMC", (cpu, i) -> Flags.setCarry(cpu, !Flags.carry(cpu)));
        table.put("CLD", (cpu, i) -> cpu.flags &= ~Flags.DF);
        table.put("STD", (cpu, i) -> cpu.flags |= Flags.DF);
        table.put("LAHF", (cpu, i) ->
                cpu.gpr[Cpu.RAX] = cpu.gpr[Cpu.RAX] & ~0xff00L | (Flags.arithmetic(cpu) & 0xd5 | 2) << 8);
        table.put("SAHF", (cpu, i) -> Flags.setArithmetic(
                cpu, Flags.arithmetic(cpu) & Flags.OF | (int) (cpu.gpr[Cpu.RAX] >> 8) & 0xd5));
        table.put("XLAT", (cpu, i) -> {
            long offset = cpu.gpr[Cpu.RBX] + (cpu.gpr[Cpu.RAX] & 0xff) & i.addressMask;
            cpu.setReg(Cpu.RAX, 56, cpu.mmu.load8(cpu.linear(i.segment, offset, 1, false)));
        });
    }
}
