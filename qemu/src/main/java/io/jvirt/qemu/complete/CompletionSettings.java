package io.jvirt.qemu.complete;

import java.nio.file.Path;
import java.util.Set;

/**
 * Settings of the driver that become part of documents.
 *
 * @param vncAutoUnixSocket whether VNC listens on a socket file of its own unless the document says otherwise
 * @param libFolder where the driver keeps what belongs to guests, such as {@code /var/lib/libvirt/qemu}
 * @param tpmVersions versions of TPM that the host's emulator can do
 */
public record CompletionSettings(boolean vncAutoUnixSocket, Path libFolder, Set<String> tpmVersions) {
    public CompletionSettings {
        tpmVersions = Set.copyOf(tpmVersions);
    }

    /** {@return where firmware variables are kept} */
    public Path nvramFolder() {
        return libFolder.resolve("nvram");
    }

    /** {@return where sockets of channels are made that have no path} */
    public Path channelFolder() {
        return libFolder.resolve("channel");
    }
}
