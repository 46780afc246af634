package io.jvirt.host.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;

/**
 * The CPUID instruction of x86-64, which no system call and no Java method stands for: a page of its own holds a function of ten
 * instructions around it. The page is written first and made executable afterwards, never both. For x86-64 only.
 */
public final class CpuidCalls implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final int REGISTERS = 4;

    /**
     * void cpuid(int leaf, int subleaf, int[4] answer) by the System V calling convention: push rbx; mov r8, rdx; mov eax, edi;
     * mov ecx, esi; cpuid; mov [r8], eax; mov [r8+4], ebx; mov [r8+8], ecx; mov [r8+12], edx; pop rbx; ret. It changes
     * no register that the caller keeps, and no memory but the 16 bytes it is given.
     */
    private static final byte[] CODE =
            HexFormat.of().parseHex("534989d089f889f10fa241890041895804418948084189500c5bc3");

    private final MemorySegment page;
    private final CFunction function;

    private CpuidCalls(MemorySegment page) {
        this.page = page;
        this.function = CFunction.at(page.address());
    }

    /** {@return the instruction; close it when done} Throws {@link UnsupportedOperationException} where policy forbids the page. */
    public static CpuidCalls open() {
        long address = MemoryCalls.mapAnonymous(PAGE, MemoryCalls.PROT_READ | MemoryCalls.PROT_WRITE);
        if (address < 0) {
            throw new UnsupportedOperationException("error " + -address + " instead of a page");
        }
        MemorySegment page = MemorySegment.ofAddress(address).reinterpret(PAGE);
        MemorySegment.copy(CODE, 0, page, ValueLayout.JAVA_BYTE, 0, CODE.length);
        int protection = MemoryCalls.protect(page, MemoryCalls.PROT_READ | MemoryCalls.PROT_EXEC);
        if (protection < 0) {
            MemoryCalls.unmap(page);
            throw new UnsupportedOperationException("error " + -protection + " instead of an executable page");
        }
        return new CpuidCalls(page);
    }

    /** {@return EAX, EBX, ECX and EDX} Answers are those of the CPU that the thread happens to run on. */
    public int[] cpuid(int leaf, int subleaf) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT, REGISTERS);
            function.plain(leaf, subleaf, answer.address());
            return answer.toArray(ValueLayout.JAVA_INT);
        }
    }

    /** Gives the page back; nobody may be in {@link #cpuid} any more. */
    @Override
    public void close() {
        MemoryCalls.unmap(page);
    }
}
