package io.jvirt.model.complete;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.GraphicsListen;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where displays listen: the old attributes and the newer elements say the same. */
final class GraphicsCompletion {
    private GraphicsCompletion() {
    }

    static Graphics complete(Graphics graphics, CompletionOptions options) {
        return switch (graphics) {
            case Graphics.Vnc vnc -> vnc(vnc, options);
            case Graphics.Spice spice -> spice(spice, options);
            case Graphics.Rdp rdp -> {
                var listens = listens(rdp.listens(), rdp.listen(), null);
                yield rdp.withListens(listens).withListen(address(listens));
            }
            case Graphics.Sdl sdl -> sdl;
            case Graphics.Desktop desktop -> desktop;
            case Graphics.EglHeadless headless -> headless;
            case Graphics.Dbus dbus -> dbus;
        };
    }

    private static Graphics.Vnc vnc(Graphics.Vnc given, CompletionOptions options) {
        var listens = listens(given.listens(), given.listen(), given.socket());
        var vnc = given.withListens(listens).withListen(address(listens));
        return switch (listens.getFirst()) {
            case GraphicsListen.Socket socket -> vnc.withSocket(socket.socket()).withPort(null).withAutoport(null).withWebsocket(null);
            case GraphicsListen.None none -> vnc.withPort(null).withAutoport(null);
            case GraphicsListen.Address address -> ports(vnc.withSocket(null), options);
            case GraphicsListen.Network network -> ports(vnc.withSocket(null), options);
        };
    }

    /** A port of -1 and no port at all mean one that the driver chooses. */
    private static Graphics.Vnc ports(Graphics.Vnc vnc, CompletionOptions options) {
        Integer port = vnc.port();
        boolean chosen = YesNo.isYes(vnc.autoport()) || vnc.autoport() == null && (port == null || port == -1);
        if (!chosen) {
            return vnc.withAutoport(YesNo.NO).withPort(port != null && port == -1 ? null : port);
        }
        boolean known = !options.inactive() && port != null && port > 0;
        return vnc.withAutoport(YesNo.YES).withPort(known ? port : Integer.valueOf(-1));
    }

    private static Graphics.Spice spice(Graphics.Spice given, CompletionOptions options) {
        Integer port = given.port() != null && given.port() > 0 ? given.port() : null;
        Integer tlsPort = given.tlsPort() != null && given.tlsPort() > 0 ? given.tlsPort() : null;
        boolean chosen = YesNo.isYes(given.autoport())
                || given.port() != null && given.port() == -1 || given.tlsPort() != null && given.tlsPort() == -1;
        if (chosen && options.inactive()) {
            port = null;
            tlsPort = null;
        }
        var listens = listens(given.listens(), given.listen(), null);
        // Without any port nothing can be listened on: libvirt says so in the newer form.
        if (given.listens().isEmpty() && !chosen && port == null && tlsPort == null) {
            listens = List.of(new GraphicsListen.None());
        }
        var spice = given.withListens(listens).withListen(address(listens));
        return switch (listens.getFirst()) {
            case GraphicsListen.Socket socket -> spice.withPort(null).withTlsPort(null).withAutoport(null);
            case GraphicsListen.None none -> spice.withPort(null).withTlsPort(null).withAutoport(null);
            case GraphicsListen.Address address -> spice.withPort(port).withTlsPort(tlsPort).withAutoport(YesNo.of(chosen));
            case GraphicsListen.Network network -> spice.withPort(port).withTlsPort(tlsPort).withAutoport(YesNo.of(chosen));
        };
    }

    private static List<GraphicsListen> listens(List<GraphicsListen> given, @Nullable String listen, @Nullable String socket) {
        if (given.isEmpty()) {
            return List.of(socket != null ? new GraphicsListen.Socket(socket) : new GraphicsListen.Address(listen));
        }
        var first = given.getFirst();
        if (listen != null && first instanceof GraphicsListen.Address address) {
            if (address.address() != null && !address.address().equals(listen)) {
                throw XmlException.invalid("graphics 'listen' attribute '" + listen
                        + "' must match 'address' attribute of first listen element (found '" + address.address() + "')");
            }
            return replaceFirst(given, new GraphicsListen.Address(listen));
        }
        if (socket != null && first instanceof GraphicsListen.Socket element) {
            if (element.socket() != null && !element.socket().equals(socket)) {
                throw XmlException.invalid("graphics 'socket' attribute '" + socket
                        + "' must match 'socket' attribute of first listen element (found '" + element.socket() + "')");
            }
            return replaceFirst(given, new GraphicsListen.Socket(socket));
        }
        return given;
    }

    private static List<GraphicsListen> replaceFirst(List<GraphicsListen> listens, GraphicsListen first) {
        var copy = new ArrayList<>(listens);
        copy.set(0, first);
        return List.copyOf(copy);
    }

    private static @Nullable String address(List<GraphicsListen> listens) {
        return switch (listens.getFirst()) {
            case GraphicsListen.Address address -> address.address();
            case GraphicsListen.Network network -> network.address();
            case GraphicsListen.Socket socket -> null;
            case GraphicsListen.None none -> null;
        };
    }
}
