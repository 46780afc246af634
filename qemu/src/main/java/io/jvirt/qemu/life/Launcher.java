package io.jvirt.qemu.life;

import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.command.HandleSource;
import io.jvirt.qemu.command.PlugStep;
import io.jvirt.qemu.command.VolumeLocator;
import io.jvirt.qemu.cpu.CpuQuestions;
import java.nio.file.Path;
import java.util.List;

/** Makes QEMU command lines of documents. */
public interface Launcher {
    /**
     * {@return a new document as it is to be stored: defaults filled in, checked against the emulator}
     *
     * @throws io.jvirt.api.JvirtException when QEMU cannot run such a guest
     */
    DomainDescription complete(DomainDescription description);

    /** {@return one that finds the volumes of storage pools that documents name} */
    default Launcher withVolumes(VolumeLocator volumes) {
        return this;
    }

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

    /** {@return the document of what a guest of this kind can have} */
    default String guestCapabilities(GuestKind kind) {
        throw JvirtException.noSupport("virConnectGetDomainCapabilities");
    }

    /** {@return what tells which CPU fits where} */
    default CpuQuestions cpus() {
        throw JvirtException.noSupport("virConnectCompareCPU");
    }

    /** {@return how to start QEMU} */
    Launch launch(LaunchRequest request);

    /**
     * {@return the document of a running guest with one more device: with the defaults, the address and the name that it
     * gets, and with what it needs besides, such as a controller}
     *
     * @param folder the run's private folder
     * @throws JvirtException when the guest cannot have such a device
     */
    default DomainDescription withDevice(DomainDescription running, Device added, Path folder) {
        throw JvirtException.noSupport("virDomainAttachDeviceFlags");
    }

    /** {@return the document of a running guest with names for those devices and images that have none} */
    default DomainDescription named(DomainDescription running, Path folder) {
        throw JvirtException.noSupport("virDomainUpdateDeviceFlags");
    }

    /**
     * {@return what has to be made in a running QEMU}
     *
     * @param present the guest's live document
     * @param wanted what it is to be like
     * @param folder the run's private folder
     * @param handles descriptors that QEMU is going to get
     */
    default List<PlugStep> difference(
            DomainDescription present, DomainDescription wanted, Path folder, HandleSource handles) {
        throw JvirtException.noSupport("virDomainAttachDeviceFlags");
    }
}
