package io.jvirt.host.process;

/** How a process ended. */
public sealed interface ExitStatus {
    /** It called exit with {@code code}, 0 to 255. */
    record Exited(int code) implements ExitStatus {
        @Override
        public String toString() {
            return "exit code " + code;
        }
    }

    /** Signal number {@code signal} ended it (signal(7)). */
    record Signaled(int signal, boolean dumpedCore) implements ExitStatus {
        @Override
        public String toString() {
            return "signal " + signal + (dumpedCore ? " (core dumped)" : "");
        }
    }

    /** It ended, but was not our child (taken over after a restart), so the kernel told its status to somebody else. */
    record Unknown() implements ExitStatus {
        @Override
        public String toString() {
            return "an unknown status";
        }
    }

    /** {@return the meaning of a wait status word (wait(2), WIFEXITED and the like)} */
    static ExitStatus of(int word) {
        int signal = word & 0x7f;
        return signal == 0 ? new Exited(word >> 8 & 0xff) : new Signaled(signal, (word & 0x80) != 0);
    }

    /** {@return whether it said that all went well: exit code 0} */
    default boolean success() {
        return this instanceof Exited(int code) && code == 0;
    }
}
