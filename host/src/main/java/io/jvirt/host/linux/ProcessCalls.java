package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Calls on processes other than their creation. */
public final class ProcessCalls {
    public static final int WNOHANG = 1;

    // The numbers from 424 on are the same on every architecture (kernel: syscall.tbl).
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;

    private static final CFunction WAITPID = CFunction.of("waitpid");
    private static final CFunction SYSCALL = CFunction.of("syscall");

    private ProcessCalls() {}

    /** pidfd_open(2): a descriptor that stays bound to this very process and polls readable when it has ended. */
    public static int openPidfd(long pid) {
        return (int) SYSCALL.call(SYS_PIDFD_OPEN, pid, 0);
    }

    /** pidfd_send_signal(2): never hits a process that got the same number later. */
    public static int signal(int pidfd, int signal) {
        return (int) SYSCALL.call(SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0);
    }

    /** waitpid(2) with WNOHANG: the child's number and {@code status[0]} once it has ended, 0 before, ECHILD when not our child. */
    public static int collect(long pid, int[] status) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment word = arena.allocate(INT);
            int result = WAITPID.callInt(pid, word.address(), WNOHANG);
            status[0] = word.get(INT, 0);
            return result;
        }
    }
}
