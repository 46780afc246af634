package io.jvirt.rpc.protocol;

import org.jspecify.annotations.Nullable;

/** The programs that share a connection: each has its own numbers of procedures. */
public enum Program {
    /** Everything that is not special to one hypervisor. */
    REMOTE(0x20008086, 1),
    /** What only QEMU offers. */
    QEMU(0x20008087, 1),
    /** What only Linux containers offer. */
    LXC(0x00068000, 1),
    /** PING and PONG, each a message without a body. */
    KEEPALIVE(0x6b656570, 1);

    private final int number;
    private final int version;

    Program(int number, int version) {
        this.number = number;
        this.version = version;
    }

    /** {@return the number in a packet's header} */
    public int number() {
        return number;
    }

    /** {@return the version in a packet's header} */
    public int version() {
        return version;
    }

    /** {@return the program of this number and version, null when there is none} */
    public static @Nullable Program of(int number, int version) {
        for (Program program : values()) {
            if (program.number == number && program.version == version) {
                return program;
            }
        }
        return null;
    }
}
