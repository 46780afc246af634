package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/** A device that carries a stream of bytes between guest and host. */
public sealed interface CharacterDevice extends Device {
    /** {@return the host's end} */
    CharBackend backend();

    @Element("serial")
    @Doc("A serial port.")
    record Serial(
            @Inline CharBackend backend,
            @Child @Nullable SerialTarget target,
            @Inline DeviceInfo info) implements CharacterDevice {
    }

    record SerialTarget(
            @Attr @Nullable SerialType type,
            @Attr @Nullable Integer port,
            @Attr("model@name") @Nullable String model) {
    }

    enum SerialType implements XmlEnum {
        ISA_SERIAL, USB_SERIAL, PCI_SERIAL, SPAPR_VIO_SERIAL, SYSTEM_SERIAL, SCLP_SERIAL, ISA_DEBUG
    }

    @Element("parallel")
    @Doc("A parallel port.")
    record Parallel(
            @Inline CharBackend backend,
            @Attr("target@port") @Nullable Integer port,
            @Inline DeviceInfo info) implements CharacterDevice {
    }

    @Element("console")
    @Doc("The console that people log in on.")
    record Console(
            @Inline CharBackend backend,
            @Child @Nullable ConsoleTarget target,
            @Inline DeviceInfo info) implements CharacterDevice {
    }

    record ConsoleTarget(@Attr @Nullable ConsoleType type, @Attr @Nullable Integer port) {
    }

    enum ConsoleType implements XmlEnum { NONE, SERIAL, XEN, UML, VIRTIO, LXC, OPENVZ, SCLP, SCLPLM }

    @Element("channel")
    @Doc("A private line between guest and host.")
    record Channel(
            @Inline CharBackend backend,
            @Child ChannelTarget target,
            @Inline DeviceInfo info) implements CharacterDevice {
    }

    @Choice("type")
    sealed interface ChannelTarget {
    }

    @Case("guestfwd")
    record GuestForward(@Attr String address, @Attr @Range(max = 65535) int port) implements ChannelTarget {
    }

    @Case("virtio")
    record VirtioChannel(@Attr @Nullable String name, @Attr @Live @Nullable ChannelState state) implements ChannelTarget {
    }

    @Case("xen")
    record XenChannel(@Attr @Nullable String name, @Attr @Live @Nullable ChannelState state) implements ChannelTarget {
    }

    enum ChannelState implements XmlEnum { CONNECTED, DISCONNECTED }
}
