package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;
import static io.jvirt.host.linux.CFunction.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

    private static final CFunction ACTIONS_INIT = CFunction.of("posix_spawn_file_actions_init");
    private static final CFunction ACTIONS_DESTROY = CFunction.of("posix_spawn_file_actions_destroy");
    private static final CFunction ADD_OPEN = CFunction.of("posix_spawn_file_actions_addopen");
    private static final CFunction ADD_DUP2 = CFunction.of("posix_spawn_file_actions_adddup2");
    private static final CFunction ADD_CLOSE = CFunction.of("posix_spawn_file_actions_addclose");
    private static final CFunction ADD_CLOSE_FROM = CFunction.of("posix_spawn_file_actions_addclosefrom_np");
    private static final CFunction ADD_CHDIR = CFunction.of("posix_spawn_file_actions_addchdir_np");
    private static final CFunction ATTRIBUTES_INIT = CFunction.of("posix_spawnattr_init");
    private static final CFunction ATTRIBUTES_DESTROY = CFunction.of("posix_spawnattr_destroy");
    private static final CFunction SET_FLAGS = CFunction.of("posix_spawnattr_setflags");
    private static final CFunction SET_DEFAULT = CFunction.of("posix_spawnattr_setsigdefault");
    private static final CFunction SET_MASK = CFunction.of("posix_spawnattr_setsigmask");
    private static final CFunction SPAWN = CFunction.of("posix_spawn");

    private static final CFunction UNSHARE = CFunction.of("unshare");
    private static final CFunction UMASK = CFunction.of("umask");
    private static final CFunction SYSCALL = CFunction.of("syscall");

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
            check(ACTIONS_INIT.plain(actions.address()));
            try {
                check(ATTRIBUTES_INIT.plain(attributes.address()));
                try {
                    return spawn(arena, child, actions, attributes);
                } finally {
                    ATTRIBUTES_DESTROY.plain(attributes.address());
                }
            } finally {
                ACTIONS_DESTROY.plain(actions.address());
            }
        }
    }

    private static int spawn(Arena arena, Child child, MemorySegment actions, MemorySegment attributes) {
        int last = 2;
        for (Map.Entry<Integer, String> open : child.opens().entrySet()) {
            MemorySegment path = arena.allocateFrom(open.getValue());
            check(ADD_OPEN.plain(actions.address(), open.getKey(), path.address(), FileCalls.O_RDWR, 0));
            last = Math.max(last, open.getKey());
        }
        for (Map.Entry<Integer, Integer> entry : child.descriptors().entrySet()) {
            check(ADD_DUP2.plain(actions.address(), entry.getValue(), entry.getKey()));
            last = Math.max(last, entry.getKey());
        }
        for (int between = 3; between < last; between++) {
            if (!child.opens().containsKey(between) && !child.descriptors().containsKey(between)) {
                check(ADD_CLOSE.plain(actions.address(), between));
            }
        }
        check(ADD_CLOSE_FROM.plain(actions.address(), last + 1));
        if (!child.folder().isEmpty()) {
            check(ADD_CHDIR.plain(actions.address(), arena.allocateFrom(child.folder()).address()));
        }

        MemorySegment all = arena.allocate(SIGSET_SIZE, 8).fill((byte) 0xff);
        MemorySegment none = arena.allocate(SIGSET_SIZE, 8);
        check(SET_DEFAULT.plain(attributes.address(), all.address()));
        check(SET_MASK.plain(attributes.address(), none.address()));
        short flags = (short) (SETSIGDEF | SETSIGMASK | (child.newSession() ? SETSID : 0));
        check(SET_FLAGS.plain(attributes.address(), flags));

        MemorySegment pid = arena.allocate(INT);
        List<String> variables = child.environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        int error = SPAWN.plain(
                pid.address(),
                arena.allocateFrom(child.path()).address(),
                actions.address(),
                attributes.address(),
                strings(arena, child.arguments()).address(),
                strings(arena, variables).address());
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
        int result = UNSHARE.callInt(CLONE_FS);
        if (result >= 0) {
            UMASK.plain(mask);
        }
        return result;
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
            long result = SYSCALL.call(amd64 ? 116 : 159, groups.size(), list.address()); // setgroups(2)
            if (result >= 0) {
                result = SYSCALL.call(amd64 ? 119 : 149, gid, gid, gid); // setresgid(2)
            }
            if (result >= 0) {
                result = SYSCALL.call(amd64 ? 117 : 147, uid, uid, uid); // setresuid(2)
            }
            return (int) result;
        }
    }
}
