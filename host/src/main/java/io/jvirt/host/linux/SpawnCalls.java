package io.jvirt.host.linux;

import static io.jvirt.host.linux.Native.INT;
import static io.jvirt.host.linux.Native.LONG;
import static io.jvirt.host.linux.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/**
 * posix_spawn(3) and what the calling thread changes of itself before. posix_spawn makes the child with CLONE_VFORK, so nothing of the
 * JVM runs in it, which fork(2) in a process with many threads could not promise.
 */
public final class SpawnCalls {
    /** Room for posix_spawn_file_actions_t and posix_spawnattr_t (80 and 336 bytes with glibc on x86-64). */
    public static final long ACTIONS_ROOM = 256;

    public static final long ATTRIBUTES_ROOM = 1024;

    /** Bytes of sigset_t: 1024 signals. */
    public static final long SIGSET_SIZE = 128;

    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;

    private static final int CLONE_FS = 0x200;

    private static final MethodHandle ACTIONS_INIT =
            Native.plain("posix_spawn_file_actions_init", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle ACTIONS_DESTROY =
            Native.plain("posix_spawn_file_actions_destroy", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle ADD_OPEN = Native.plain(
            "posix_spawn_file_actions_addopen", FunctionDescriptor.of(INT, POINTER, INT, POINTER, INT, INT));
    private static final MethodHandle ADD_DUP2 =
            Native.plain("posix_spawn_file_actions_adddup2", FunctionDescriptor.of(INT, POINTER, INT, INT));
    private static final MethodHandle ADD_CLOSE =
            Native.plain("posix_spawn_file_actions_addclose", FunctionDescriptor.of(INT, POINTER, INT));
    private static final MethodHandle ADD_CLOSE_FROM =
            Native.plain("posix_spawn_file_actions_addclosefrom_np", FunctionDescriptor.of(INT, POINTER, INT));
    private static final MethodHandle ADD_CHDIR =
            Native.plain("posix_spawn_file_actions_addchdir_np", FunctionDescriptor.of(INT, POINTER, POINTER));
    private static final MethodHandle ATTRIBUTES_INIT =
            Native.plain("posix_spawnattr_init", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle ATTRIBUTES_DESTROY =
            Native.plain("posix_spawnattr_destroy", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle SET_FLAGS = Native.plain(
            "posix_spawnattr_setflags", FunctionDescriptor.of(INT, POINTER, ValueLayout.JAVA_SHORT));
    private static final MethodHandle SET_DEFAULT =
            Native.plain("posix_spawnattr_setsigdefault", FunctionDescriptor.of(INT, POINTER, POINTER));
    private static final MethodHandle SET_MASK =
            Native.plain("posix_spawnattr_setsigmask", FunctionDescriptor.of(INT, POINTER, POINTER));
    private static final MethodHandle SPAWN = Native.plain(
            "posix_spawn", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER));

    private static final MethodHandle UNSHARE = Native.withErrno("unshare", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UMASK = Native.plain("umask", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle SYSCALL =
            Native.variadicWithErrno("syscall", 1, FunctionDescriptor.of(LONG, LONG, LONG, POINTER, LONG));

    private SpawnCalls() {}

    /**
     * What a child gets.
     *
     * @param path the program, used as it is (no search in PATH)
     * @param arguments its argv, the first being its name
     * @param environment its whole environment
     * @param folder working folder, or "" for ours
     * @param opens child's number to path of /dev/null-like files opened for reading and writing
     * @param descriptors child's number to our descriptor; the child's numbers must be lower than all of ours
     * @param newSession setsid(2): without our terminal and its signals
     */
    public record Child(
            String path,
            List<String> arguments,
            Map<String, String> environment,
            String folder,
            Map<Integer, String> opens,
            Map<Integer, Integer> descriptors,
            boolean newSession) {}

    /**
     * posix_spawn(3): the child's process number, or the negative error number, also of the exec. In the child all signals have their
     * default action and none is blocked; every descriptor that is not named is closed.
     */
    public static int spawn(Child child) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment actions = arena.allocate(ACTIONS_ROOM, 16);
            MemorySegment attributes = arena.allocate(ATTRIBUTES_ROOM, 16);
            check((int) ACTIONS_INIT.invokeExact(actions));
            try {
                check((int) ATTRIBUTES_INIT.invokeExact(attributes));
                try {
                    return spawn(arena, child, actions, attributes);
                } finally {
                    int _ = (int) ATTRIBUTES_DESTROY.invokeExact(attributes);
                }
            } finally {
                int _ = (int) ACTIONS_DESTROY.invokeExact(actions);
            }
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    private static int spawn(Arena arena, Child child, MemorySegment actions, MemorySegment attributes) throws Throwable {
        int last = 2;
        for (Map.Entry<Integer, String> open : child.opens().entrySet()) {
            MemorySegment path = arena.allocateFrom(open.getValue());
            check((int) ADD_OPEN.invokeExact(actions, (int) open.getKey(), path, FileCalls.O_RDWR, 0));
            last = Math.max(last, open.getKey());
        }
        for (Map.Entry<Integer, Integer> entry : child.descriptors().entrySet()) {
            check((int) ADD_DUP2.invokeExact(actions, (int) entry.getValue(), (int) entry.getKey()));
            last = Math.max(last, entry.getKey());
        }
        for (int between = 3; between < last; between++) {
            if (!child.opens().containsKey(between) && !child.descriptors().containsKey(between)) {
                check((int) ADD_CLOSE.invokeExact(actions, between));
            }
        }
        check((int) ADD_CLOSE_FROM.invokeExact(actions, last + 1));
        if (!child.folder().isEmpty()) {
            check((int) ADD_CHDIR.invokeExact(actions, arena.allocateFrom(child.folder())));
        }

        MemorySegment all = arena.allocate(SIGSET_SIZE, 8).fill((byte) 0xff);
        MemorySegment none = arena.allocate(SIGSET_SIZE, 8);
        check((int) SET_DEFAULT.invokeExact(attributes, all));
        check((int) SET_MASK.invokeExact(attributes, none));
        short flags = (short) (SETSIGDEF | SETSIGMASK | (child.newSession() ? SETSID : 0));
        check((int) SET_FLAGS.invokeExact(attributes, flags));

        MemorySegment pid = arena.allocate(INT);
        List<String> variables = child.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        int error = (int) SPAWN.invokeExact(
                pid,
                arena.allocateFrom(child.path()),
                actions,
                attributes,
                strings(arena, child.arguments()),
                strings(arena, variables));
        return error != 0 ? -error : pid.get(INT, 0);
    }

    private static void check(int error) {
        if (error != 0) {
            throw new IllegalStateException("posix_spawn could not be prepared: " + Errno.describe(error));
        }
    }

    /** A NULL-terminated array of C strings. */
    private static MemorySegment strings(Arena arena, List<String> strings) {
        MemorySegment array = arena.allocate(POINTER, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            array.setAtIndex(POINTER, i, arena.allocateFrom(strings.get(i)));
        }
        return array;
    }

    /** unshare(2) CLONE_FS, then umask(2): the mask changes for the calling thread alone. */
    public static int setThreadUmask(int mask) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Native.STATE);
            int result = Native.result((int) UNSHARE.invokeExact(state, CLONE_FS), state);
            if (result >= 0) {
                int _ = (int) UMASK.invokeExact(mask);
            }
            return result;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    /**
     * Gives the calling thread alone another identity for good, by the bare system calls: the C library's functions would change all
     * threads (nptl(7)). The capabilities go with the change from user 0.
     */
    public static int setThreadIdentity(int uid, int gid, List<Integer> groups) {
        boolean amd64 = System.getProperty("os.arch").equals("amd64");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(INT, Math.max(1, groups.size()));
            for (int i = 0; i < groups.size(); i++) {
                list.setAtIndex(INT, i, groups.get(i));
            }
            int result = syscall(arena, amd64 ? 116 : 159, groups.size(), list, 0); // setgroups(2)
            if (result >= 0) {
                result = syscall(arena, amd64 ? 119 : 149, gid, MemorySegment.ofAddress(gid), gid); // setresgid(2)
            }
            if (result >= 0) {
                result = syscall(arena, amd64 ? 117 : 147, uid, MemorySegment.ofAddress(uid), uid); // setresuid(2)
            }
            return result;
        } catch (Throwable t) {
            throw Native.impossible(t);
        }
    }

    private static int syscall(Arena arena, long number, long a, MemorySegment b, long c) throws Throwable {
        MemorySegment state = arena.allocate(Native.STATE);
        return (int) Native.result((long) SYSCALL.invokeExact(state, number, a, b, c), state);
    }
}
