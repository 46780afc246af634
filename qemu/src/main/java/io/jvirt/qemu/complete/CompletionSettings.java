package io.jvirt.qemu.complete;

import java.nio.file.Path;
import java.util.Set;

/**
 * Settings of the driver that become part of documents.
 *
 * @param vncAutoUnixSocket whether VNC listens on a socket file of its own unless the document says otherwise
 * @param nvramFolder where firmware variables are kept
 * @param channelFolder where sockets of channels are made that have no path
 * @param tpmVersions versions of TPM that the host's emulator can do
 */
public record CompletionSettings(boolean vncAutoUnixSocket, Path nvramFolder, Path channelFolder,
        Set<String> tpmVersions) {
    public CompletionSettings {
        tpmVersions = Set.copyOf(tpmVersions);
    }
}
