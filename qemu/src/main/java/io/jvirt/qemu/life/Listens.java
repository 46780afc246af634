package io.jvirt.qemu.life;

import io.jvirt.model.domain.GraphicsListen;
import java.util.List;

/** Where displays listen. */
final class Listens {
    private Listens() {}

    /** {@return whether a display with these listens has a TCP port} The first one counts, as with libvirt. */
    static boolean onTcp(List<GraphicsListen> listens) {
        return listens.isEmpty()
                || listens.getFirst() instanceof GraphicsListen.Address
                || listens.getFirst() instanceof GraphicsListen.Network;
    }
}
