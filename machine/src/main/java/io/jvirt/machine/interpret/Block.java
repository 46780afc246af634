package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.decode.Instruction;

/** Instructions that follow each other, decoded once: from an entry to the next jump, or to the page's end. */
public final class Block {
    /** Where in RAM the first byte is. */
    public final long start;
    /** Bits of code: 16, 32, 64. */
    public final int bits;

    public final Instruction[] instructions;
    /** Offset after the last byte, in the first byte's page. */
    public final int end;
    /** Where in RAM the page is that the last instruction reaches into; -1 if it does not. */
    public final long secondPage;

    boolean valid = true;

    Block(long start, int bits, Instruction[] instructions, long secondPage) {
        this.start = start;
        this.bits = bits;
        this.instructions = instructions;
        this.end = instructions[instructions.length - 1].end;
        this.secondPage = secondPage;
    }

    /** {@return whether the block was made from one of these bytes of RAM} */
    boolean overlaps(long offset, int length) {
        long page = start & -4096;
        long firstEnd = page + Math.min(end, 4096);
        return offset < firstEnd && offset + length > start
                || secondPage >= 0 && offset < secondPage + end - 4096 && offset + length > secondPage;
    }
}
