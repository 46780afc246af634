package io.jvirt.qemu.life;

import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.DomainDescription;
import org.jspecify.annotations.Nullable;

/** Makes QEMU command lines of documents. */
public interface Launcher {
    /**
     * {@return a new document as it is to be stored: defaults filled in, checked against the emulator}
     *
     * @throws io.jvirt.api.JvirtException when QEMU cannot run such a guest
     */
    DomainDescription complete(DomainDescription description);

    /** {@return the version of the emulator of the host's own architecture: major * 1,000,000 + minor * 1,000 + micro} */
    default long version() {
        throw JvirtException.noSupport("virConnectGetVersion");
    }

    /** {@return the command line that a document leads to, for people: nothing is made on the host} */
    default String commandText(DomainDescription description) {
        throw JvirtException.noSupport("virConnectDomainXMLToNative");
    }

    /** {@return the document of the host and of the guests that its emulators can run} */
    default String hostCapabilities() {
        throw JvirtException.noSupport("virConnectGetCapabilities");
    }

    /** {@return the document of what a guest of this kind can have; null stands for the usual} */
    default String guestCapabilities(
            @Nullable String emulator, @Nullable String arch, @Nullable String machine, @Nullable String virtType) {
        throw JvirtException.noSupport("virConnectGetDomainCapabilities");
    }

    /** {@return how to start QEMU} */
    Launch launch(LaunchRequest request);
}
