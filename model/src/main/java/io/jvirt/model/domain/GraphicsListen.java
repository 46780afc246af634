package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Live;
import org.jspecify.annotations.Nullable;

/** Where a display server listens. */
@Element("listen")
@Choice("type")
@Doc("Where the display server listens.")
public sealed interface GraphicsListen {
    @Case("address")
    record Address(
            @Attr @Doc("The address.") @Nullable String address) implements GraphicsListen {
    }

    @Case("network")
    record Network(
            @Attr @Doc("Virtual network whose address is used.") @Nullable String network,
            @Attr @Live @Doc("Its address.") @Nullable String address) implements GraphicsListen {
    }

    @Case("socket")
    record Socket(
            @Attr @Doc("Path of the socket.") @Nullable String socket) implements GraphicsListen {
    }

    @Case("none")
    record None() implements GraphicsListen {
    }
}
