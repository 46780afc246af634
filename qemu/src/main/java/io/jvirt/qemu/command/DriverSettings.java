package io.jvirt.qemu.command;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator decides for all guests (libvirt's qemu.conf).
 *
 * @param vnc VNC servers
 * @param spice SPICE servers
 * @param characterTls TLS of character devices over TCP; null when off
 * @param nbdTls TLS of NBD disks; null when off
 * @param vxhsTls TLS of VxHS disks; null when off
 * @param processNames whether processes are named after their guests
 * @param dumpGuestCore whether core dumps hold the guests' memory
 * @param sandbox whether QEMU confines itself with seccomp
 * @param logTimestamps whether QEMU's log lines begin with the time
 * @param deprecation what happens on deprecated requests: none, omit, reject or crash
 * @param nbdkitPlugins plugins of nbdkit that serve network disks in place of QEMU's own clients: curl, ssh
 */
public record DriverSettings(Display vnc, Display spice, @Nullable TlsFiles characterTls, @Nullable TlsFiles nbdTls,
        @Nullable TlsFiles vxhsTls, boolean processNames, boolean dumpGuestCore, boolean sandbox,
        boolean logTimestamps, String deprecation, Set<String> nbdkitPlugins) {

    /** What holds when nothing is configured. */
    public static final DriverSettings DEFAULTS = new DriverSettings(Display.DEFAULTS, Display.DEFAULTS, null, null,
            null, false, false, true, true, "none", Set.of());

    /**
     * Display servers of one kind.
     *
     * @param listen the address where servers listen when documents name none
     * @param tls certificates; null when TLS is off
     * @param sasl whether clients log in through SASL
     * @param saslDirectory the SASL configuration; null for the system's
     * @param password whether there is a password for guests that have none of their own
     * @param autoSocket whether a server without a listen address uses a Unix socket
     */
    public record Display(String listen, @Nullable TlsFiles tls, boolean sasl, @Nullable String saslDirectory,
            boolean password, boolean autoSocket) {
        /** No security at all, thus listening on the loopback address only. */
        public static final Display DEFAULTS = new Display("127.0.0.1", null, false, null, false, false);
    }

    /**
     * Certificates.
     *
     * @param directory the folder with ca-cert.pem and the rest
     * @param verifyPeer whether a server asks clients for certificates
     * @param keySecret the UUID of the secret that opens the private key; null when it is not encrypted
     * @param byDefault whether TLS is used where a document does not say
     */
    public record TlsFiles(String directory, boolean verifyPeer, @Nullable UUID keySecret, boolean byDefault) {
    }
}
