package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;

/**
 * The CPUID instruction of x86-64, which no system call and no Java method stands for: a page of its own holds a function of ten
 * instructions around it. The page is written first and made executable afterwards, never both. For x86-64 only.
 */
public final class CpuidCalls implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    /** MAP_PRIVATE | MAP_ANONYMOUS. */
    private static final int OWN_MEMORY = 0x22;

    private static final int REGISTERS = 4;

    /**
     * void cpuid(int leaf, int subleaf, int[4] answer) by the System V calling convention: push rbx; mov r8, rdx; mov eax, edi;
     * mov ecx, esi; cpuid; mov [r8], eax; mov [r8+4], ebx; mov [r8+8], ecx; mov [r8+12], edx; pop rbx; ret. It changes
     * no register that the caller keeps, and no memory but the 16 bytes it is given.
     */
    private static final byte[] CODE =
            HexFormat.of().parseHex("534989d089f889f10fa241890041895804418948084189500c5bc3");

    private static final MethodHandle MAP =
            Native.withErrno("mmap", FunctionDescriptor.of(LONG, LONG, LONG, INT, INT, INT, LONG));
    private static final MethodHandle PROTECT =
            Native.withErrno("mprotect", FunctionDescriptor.of(INT, LONG, LONG, INT));
    private static final MethodHandle UNMAP = Native.withErrno("munmap", FunctionDescriptor.of(INT, LONG, LONG));

    private final long page;
    private final MethodHandle function;

    private CpuidCalls(long page) {
        this.page = page;
        this.function = Linker.nativeLinker()
                .downcallHandle(MemorySegment.ofAddress(page), FunctionDescriptor.ofVoid(INT, INT, POINTER));
    }

    /** {@return the page's address (mmap(2), mprotect(2)), or the negative error number, as where policy forbids such pages} */
    private static long map() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            long page = Native.result(
                    (long) MAP.invokeExact(state, 0L, PAGE, PROT_READ | PROT_WRITE, OWN_MEMORY, -1, 0L), state);
            if (page < 0) {
                return page;
            }
            MemorySegment.copy(
                    CODE, 0, MemorySegment.ofAddress(page).reinterpret(PAGE), ValueLayout.JAVA_BYTE, 0, CODE.length);
            int made = Native.result((int) PROTECT.invokeExact(state, page, PAGE, PROT_READ | PROT_EXEC), state);
            if (made < 0) {
                unmap(page);
                return made;
            }
            return page;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** {@return the instruction; close it when done} Throws {@link UnsupportedOperationException} where it cannot be had. */
    public static CpuidCalls open() {
        long page = map();
        if (page < 0) {
            throw new UnsupportedOperationException("error " + -page + " instead of an executable page");
        }
        return new CpuidCalls(page);
    }

    /** {@return EAX, EBX, ECX and EDX} Answers are those of the CPU that the thread happens to run on. */
    public int[] cpuid(int leaf, int subleaf) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT, REGISTERS);
            function.invokeExact(leaf, subleaf, answer);
            return answer.toArray(ValueLayout.JAVA_INT);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    private static void unmap(long page) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            int ignored = (int) UNMAP.invokeExact(state, page, PAGE);
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /** Gives the page back; nobody may be in {@link #cpuid} any more. */
    @Override
    public void close() {
        unmap(page);
    }
}
