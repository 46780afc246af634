package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.GraphicsListen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a display server listens: the first of the places that the document names. */
sealed interface DisplayListener {
    /** A TCP port at an address, at all addresses when there is none. */
    record Tcp(@Nullable String address) implements DisplayListener {
    }

    /** A Unix socket. */
    record Socket(String path) implements DisplayListener {
    }

    /** Nowhere; clients are handed over through the monitor. */
    record Nowhere() implements DisplayListener {
    }

    static DisplayListener of(List<GraphicsListen> listens, @Nullable String listen) {
        if (listens.isEmpty()) {
            return new Tcp(listen);
        }
        return switch (listens.getFirst()) {
            case GraphicsListen.Address address -> new Tcp(address.address());
            case GraphicsListen.Network network -> new Tcp(network.address());
            case GraphicsListen.Socket socket when socket.socket() != null -> new Socket(socket.socket());
            case GraphicsListen.Socket _ -> throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU,
                    "the display server's socket has not been chosen");
            case GraphicsListen.None _ -> new Nowhere();
        };
    }
}
