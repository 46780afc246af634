package io.jvirt.qemu.capabilities;

import java.util.Comparator;

/** A QEMU release number as {@code query-version} reports it. */
public record QemuVersion(int major, int minor, int micro) implements Comparable<QemuVersion> {
    private static final Comparator<QemuVersion> ORDER = Comparator.comparingInt(QemuVersion::major)
            .thenComparingInt(QemuVersion::minor).thenComparingInt(QemuVersion::micro);

    /** {@return whether this release is {@code major.minor} or newer} */
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new QemuVersion(wantedMajor, wantedMinor, 0)) >= 0;
    }

    /** {@return the number as virConnectGetVersion gives it: major * 1000000 + minor * 1000 + micro} */
    public long asLibvirtNumber() {
        return major * 1_000_000L + minor * 1_000L + micro;
    }

    @Override
    public int compareTo(QemuVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
