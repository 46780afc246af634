package io.jvirt.cli;

/** Which jvirt this is. */
public final class Version {
    /** Of Jvirt. */
    public static final String NUMBER = "0.1.0";

    /** Of libvirt's interface that is followed. */
    public static final String PROTOCOL = "9.0.0";

    private Version() {}
}
