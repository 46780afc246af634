package io.jvirt.host.linux;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A function of the C library. All are called through one form, six 64-bit arguments and a 64-bit result, because the JVM
 * spends milliseconds of start-up on each form of call that it links: the calling conventions of the 64-bit Linux ABIs pass
 * integers and pointers in the same registers, a callee does not look at registers of arguments it does not have, and of a
 * shorter result only the low half counts. Functions with floating-point arguments, structures by value or more than six
 * arguments cannot be called so.
 *
 * <p>Convention of every class of calls here: a call that sets errno returns the kernel's form of the result, which is a
 * value of zero or more on success and the negative error number on failure. Memory handed to a call is confined to it
 * unless its comment says otherwise; nothing in these classes keeps native memory.
 */
public final class CFunction {
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    public static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG, LONG, LONG), Linker.Option.captureCallState("errno"));

    private final MemorySegment address;

    private CFunction(MemorySegment address) {
        this.address = address;
    }

    /** {@return the function of this name} */
    static CFunction of(String symbol) {
        return new CFunction(LINKER.defaultLookup()
                .find(symbol)
                .orElseThrow(() -> new UnsatisfiedLinkError(
                        "the C library has no " + symbol + "; Jvirt needs glibc 2.34 or newer")));
    }

    /** {@return the function of ours at an address, which must take its arguments and return as C functions do} */
    static CFunction at(long address) {
        return new CFunction(MemorySegment.ofAddress(address));
    }

    /** Calls a function with a result of 64 bits and errno. */
    long call(long... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = invoke(state, arguments);
            return result == -1 ? -state.get(INT, ERRNO) : result;
        }
    }

    /** Calls a function with a result of type int and errno. */
    int callInt(long... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = (int) invoke(state, arguments);
            return result == -1 ? -state.get(INT, ERRNO) : result;
        }
    }

    /** Calls a function with a result of type int, or none, that does not use errno. */
    int plain(long... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) invoke(arena.allocate(STATE), arguments);
        }
    }

    private long invoke(MemorySegment state, long... arguments) {
        try {
            return (long) CALL.invokeExact(
                    address,
                    state,
                    at(arguments, 0),
                    at(arguments, 1),
                    at(arguments, 2),
                    at(arguments, 3),
                    at(arguments, 4),
                    at(arguments, 5));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable t) {
            // invokeExact declares it, but a C function throws nothing.
            throw new IllegalStateException(t);
        }
    }

    private static long at(long[] arguments, int index) {
        return index < arguments.length ? arguments[index] : 0;
    }
}
