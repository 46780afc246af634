package io.jvirt.api;

/** The flags of calls that compare CPUs, an enum for each of libvirt's. */
public final class CpuFlags {
    private CpuFlags() {}

    /** How CPUs are compared ({@code virConnectCompareCPUFlags}). */
    public enum Compare implements Flag {
        /** A CPU that does not fit is an error that tells why. */
        FAIL_INCOMPATIBLE(1 << 0),
        /** Reject unknown elements of the document. */
        VALIDATE_XML(1 << 1);

        private final int bit;

        Compare(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** What a common CPU looks like ({@code virConnectBaselineCPUFlags}). */
    public enum Baseline implements Flag {
        /** List the features of the model as well. */
        EXPAND_FEATURES(1 << 0),
        /** Leave out what keeps a guest from moving. */
        MIGRATABLE(1 << 1),
        /** Take the hypervisor's models as they are, whatever this host lacks. */
        IGNORE_HOST(1 << 2);

        private final int bit;

        Baseline(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }
}
