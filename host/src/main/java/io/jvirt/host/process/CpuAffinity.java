package io.jvirt.host.process;

import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.SchedulerCalls;
import java.util.BitSet;
import java.util.Optional;

/** On which host CPUs a thread may run (sched_setaffinity(2)). */
public final class CpuAffinity {
    private CpuAffinity() {}

    /** {@return where a thread may run; empty when it has ended} */
    public static Optional<BitSet> get(long thread) {
        byte[] mask = new byte[SchedulerCalls.MASK_SIZE];
        int result = SchedulerCalls.getAffinity((int) thread, mask);
        if (result == -Errno.ESRCH) {
            return Optional.empty();
        }
        if (result < 0) {
            throw new HostException("read where thread " + thread + " may run", -result);
        }
        return Optional.of(BitSet.valueOf(mask));
    }

    /** Says where a thread may run; at least one of the CPUs has to be there. */
    public static void set(long thread, BitSet cpus) {
        byte[] mask = new byte[SchedulerCalls.MASK_SIZE];
        byte[] bits = cpus.toByteArray();
        if (bits.length > mask.length) {
            throw new HostException("There is no host CPU " + (cpus.length() - 1));
        }
        System.arraycopy(bits, 0, mask, 0, bits.length);
        int result = SchedulerCalls.setAffinity((int) thread, mask);
        if (result < 0) {
            throw new HostException("let thread " + thread + " run on CPUs " + cpus, -result);
        }
    }
}
