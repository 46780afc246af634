package io.jvirt.qemu.command;

import io.jvirt.model.domain.Vsock;
import java.util.List;

/** Sockets between guest and host. */
final class VsockDevice {
    private VsockDevice() {
    }

    static void add(Guest guest, Arguments out) {
        Vsock vsock = guest.devices().vsock();
        if (vsock == null) {
            return;
        }
        String alias = guest.alias(vsock);
        List<Integer> handles = guest.environment().handles().of(alias, Handle.VHOST_VSOCK);
        Props props = VirtioDevice.props("vhost-vsock", vsock.model(), VirtioDevice.options(vsock.driver()),
                vsock.info()).text("id", alias)
                .number("guest-cid", vsock.cid() == null ? null : vsock.cid().address())
                .text("vhostfd", handles.isEmpty() ? null : handles.getFirst().toString());
        Addresses.add(guest, props, vsock.info());
        Addresses.extension(guest, out, vsock.info());
        out.device(props);
    }
}
