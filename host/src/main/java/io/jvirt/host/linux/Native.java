package io.jvirt.host.linux;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * How the C library is called. Calls are grouped in small classes by subject, because linking a call costs start-up time and a
 * class links all of its calls when it is first used.
 *
 * <p>Convention of every call class here: a call that sets errno returns the kernel's form of the result, which is a value of zero
 * or more on success and the negative error number on failure. Memory handed to a call is confined to it unless its comment says
 * otherwise; nothing in these classes keeps native memory.
 */
public final class Native {
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    public static final AddressLayout POINTER = ValueLayout.ADDRESS;

    /** Where a call's errno is stored: to be allocated for each call and given as its first argument. */
    public static final StructLayout STATE = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();

    private Native() {}

    /** {@return a call whose first argument is a {@link #STATE} segment} */
    static MethodHandle withErrno(String symbol, FunctionDescriptor descriptor) {
        return link(symbol, descriptor, Linker.Option.captureCallState("errno"));
    }

    /** {@return a variadic call (fcntl, ioctl, syscall ...) whose arguments from {@code fixed} on are the variable ones} */
    static MethodHandle variadicWithErrno(String symbol, int fixed, FunctionDescriptor descriptor) {
        return link(symbol, descriptor, Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(fixed));
    }

    /** {@return a call that does not use errno} */
    static MethodHandle plain(String symbol, FunctionDescriptor descriptor) {
        return link(symbol, descriptor);
    }

    private static MethodHandle link(String symbol, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment address = LINKER.defaultLookup()
                .find(symbol)
                .orElseThrow(() -> new UnsatisfiedLinkError(
                        "the C library has no " + symbol + "; Jvirt needs glibc 2.34 or newer"));
        return LINKER.downcallHandle(address, descriptor, options);
    }

    /** Turns -1 and the captured errno into the negative error number. */
    static int result(int value, MemorySegment state) {
        return value == -1 ? -(int) ERRNO.get(state, 0L) : value;
    }

    /** Turns -1 and the captured errno into the negative error number. */
    static long result(long value, MemorySegment state) {
        return value == -1 ? -(int) ERRNO.get(state, 0L) : value;
    }

    /** A method handle's invokeExact declares Throwable, but a C function throws nothing. */
    static RuntimeException impossible(Throwable t) {
        if (t instanceof RuntimeException e) {
            return e;
        }
        if (t instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(t);
    }
}
