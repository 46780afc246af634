package io.jvirt.machine.truth;

import io.jvirt.host.memory.AnonymousMemory;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Runs machine code on the host's processor with every register given and taken. The code must not fault and must end by running
 * off its last byte.
 *
 * <p>One mapping holds the trampoline and the code, the state, a data area and a stack, so that the guest can be given the same
 * linear addresses. A signal that arrives meanwhile finds RSP in the stack area, which has room for it.
 */
final class NativeRunner implements AutoCloseable {
    static final int CODE = 0x200;
    static final int STATE = 0x1000;
    static final int DATA = 0x2000;
    static final int DATA_SIZE = 0x8000;
    static final int STACK = DATA + DATA_SIZE;
    static final int STACK_SIZE = 0x40000;
    static final int SIZE = STACK + STACK_SIZE;

    /** Offsets in the state: sixteen registers, RFLAGS, the host's RSP, and FXSAVE areas before and after. */
    static final int FLAGS = 128;

    private static final int HOST_STACK = 136;
    static final int BEFORE = 0x200;
    static final int AFTER = 0x400;

    private final Arena arena = Arena.ofShared();
    final MemorySegment memory = AnonymousMemory.mapExecutable(SIZE, arena);
    private final MethodHandle entry = Linker.nativeLinker()
            .downcallHandle(memory, FunctionDescriptor.ofVoid());

    NativeRunner() {
        byte[] prologue = prologue();
        MemorySegment.copy(prologue, 0, memory, ValueLayout.JAVA_BYTE, 0, prologue.length);
    }

    long address() {
        return memory.address();
    }

    /** Runs {@code code} with the state that {@link #memory} holds; the state after it replaces it. */
    void run(byte[] code) {
        MemorySegment.copy(code, 0, memory, ValueLayout.JAVA_BYTE, CODE, code.length);
        byte[] end = epilogueAt(CODE + code.length);
        MemorySegment.copy(end, 0, memory, ValueLayout.JAVA_BYTE, CODE + code.length, end.length);
        try {
            entry.invokeExact();
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }

    private static final class Code {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Code bytes(int... bytes) {
            for (int b : bytes) {
                out.write(b);
            }
            return this;
        }

        /** An instruction whose last four bytes are a distance to {@code target} in the mapping. */
        Code relative(int at, int target, int... bytes) {
            bytes(bytes);
            int distance = target - (at + out.size() + 4);
            return word(distance);
        }

        Code word(int value) {
            return bytes(value & 0xff, value >> 8 & 0xff, value >> 16 & 0xff, value >> 24 & 0xff);
        }
    }

    private static byte[] prologue() {
        Code c = new Code();
        c.bytes(0x53, 0x55, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57); // push rbx rbp r12-r15
        c.relative(0, STATE, 0x48, 0x8d, 0x3d); // lea rdi, [state]
        c.bytes(0x48, 0x89, 0xa7).word(HOST_STACK); // mov [rdi + HOST_STACK], rsp
        c.bytes(0x48, 0x0f, 0xae, 0x8f).word(BEFORE); // fxrstor64
        c.bytes(0xff, 0xb7).word(FLAGS).bytes(0x9d); // push flags; popf
        for (int r = 0; r < 16; r++) {
            if (r != 7) {
                c.bytes(0x48 | (r & 8) >> 1, 0x8b, 0x87 | (r & 7) << 3).word(r * 8);
            }
        }
        c.bytes(0x48, 0x8b, 0xbf).word(7 * 8); // mov rdi, [rdi + 56]
        c.relative(0, CODE, 0xe9);
        return c.out.toByteArray();
    }

    private static byte[] epilogueAt(int at) {
        Code c = new Code();
        c.relative(at, STATE + 7 * 8, 0x48, 0x89, 0x3d); // mov [state.rdi], rdi
        c.relative(at, STATE, 0x48, 0x8d, 0x3d); // lea rdi, [state]
        for (int r = 0; r < 16; r++) {
            if (r != 7) {
                c.bytes(0x48 | (r & 8) >> 1, 0x89, 0x87 | (r & 7) << 3).word(r * 8);
            }
        }
        c.bytes(0x48, 0x8b, 0xa7).word(HOST_STACK); // mov rsp, [rdi + HOST_STACK]
        c.bytes(0x9c, 0x8f, 0x87).word(FLAGS); // pushf; pop [rdi + FLAGS]
        c.bytes(0x48, 0x0f, 0xae, 0x87).word(AFTER); // fxsave64
        c.bytes(0xfc, 0x9b, 0xdb, 0xe3, 0x0f, 0x77); // cld; finit; emms
        c.bytes(0x68).word(0x1f80).bytes(0x0f, 0xae, 0x14, 0x24, 0x58); // push 1f80; ldmxcsr [rsp]; pop
        c.bytes(0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c, 0x5d, 0x5b, 0xc3);
        return c.out.toByteArray();
    }

    @Override
    public void close() {
        arena.close();
    }
}
