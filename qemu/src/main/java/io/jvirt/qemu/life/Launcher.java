package io.jvirt.qemu.life;

import io.jvirt.model.domain.DomainDescription;

/** Makes QEMU command lines of documents. */
public interface Launcher {
    /**
     * {@return a new document as it is to be stored: defaults filled in, checked against the emulator}
     *
     * @throws io.jvirt.api.JvirtException when QEMU cannot run such a guest
     */
    DomainDescription complete(DomainDescription description);

    /** {@return how to start QEMU} */
    Launch launch(LaunchRequest request);
}
