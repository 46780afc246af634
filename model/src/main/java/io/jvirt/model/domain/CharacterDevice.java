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
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
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
            @Child @Doc("The guest's side.") @Nullable SerialTarget target,
            @Inline DeviceInfo info) implements CharacterDevice {
        public Serial withBackend(CharBackend value) {
            return Records.with(this, "backend", value);
        }

        public Serial withTarget(@Nullable SerialTarget value) {
            return Records.with(this, "target", value);
        }
    }

    record SerialTarget(
            @Attr @Doc("Kind of port.") @Nullable SerialType type,
            @Attr @Doc("Number of the port.") @Nullable Integer port,
            @Attr("model@name") @Doc("What the guest sees.") @Nullable String model) {
        public SerialTarget withType(@Nullable SerialType value) {
            return Records.with(this, "type", value);
        }

        public SerialTarget withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }

        public SerialTarget withModel(@Nullable String value) {
            return Records.with(this, "model", value);
        }
    }

    enum SerialType implements XmlEnum {
        ISA_SERIAL, USB_SERIAL, PCI_SERIAL, SPAPR_VIO_SERIAL, SYSTEM_SERIAL, SCLP_SERIAL, ISA_DEBUG
    }

    @Element("parallel")
    @Doc("A parallel port.")
    record Parallel(
            @Inline CharBackend backend,
            @Attr("target@port") @Doc("Number of the port.") @Nullable Integer port,
            @Inline DeviceInfo info) implements CharacterDevice {
        public Parallel withBackend(CharBackend value) {
            return Records.with(this, "backend", value);
        }

        public Parallel withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }
    }

    @Element("console")
    @Doc("The console that people log in on.")
    record Console(
            @Inline CharBackend backend,
            @Child @Doc("The guest's side.") @Nullable ConsoleTarget target,
            @Inline DeviceInfo info) implements CharacterDevice {
        public Console withBackend(CharBackend value) {
            return Records.with(this, "backend", value);
        }

        public Console withTarget(@Nullable ConsoleTarget value) {
            return Records.with(this, "target", value);
        }
    }

    record ConsoleTarget(
            @Attr @Doc("Kind of console.") @Nullable ConsoleType type,
            @Attr @Doc("Number of the console.") @Nullable Integer port) {
        public ConsoleTarget withType(@Nullable ConsoleType value) {
            return Records.with(this, "type", value);
        }

        public ConsoleTarget withPort(@Nullable Integer value) {
            return Records.with(this, "port", value);
        }
    }

    enum ConsoleType implements XmlEnum { NONE, SERIAL, XEN, UML, VIRTIO, LXC, OPENVZ, SCLP, SCLPLM }

    @Element("channel")
    @Doc("A private line between guest and host.")
    record Channel(
            @Inline CharBackend backend,
            @Child @Refusal(missing = "target type must be specified for channel device") @Doc("The guest's side.") ChannelTarget target,
            @Inline DeviceInfo info) implements CharacterDevice {
        public Channel withBackend(CharBackend value) {
            return Records.with(this, "backend", value);
        }

        public Channel withTarget(ChannelTarget value) {
            return Records.with(this, "target", value);
        }
    }

    @Refusal(invalid = "unknown target type '%s' specified for character device")
    @Choice("type")
    sealed interface ChannelTarget {
    }

    @Case("guestfwd")
    record GuestForward(
            @Attr @Doc("Address in the guest's network.") String address,
            @Attr @Range(max = 65535) @Doc("Port at that address.") int port) implements ChannelTarget {
    }

    @Case("virtio")
    record VirtioChannel(
            @Attr @Doc("Name by which the guest finds it.") @Nullable String name,
            @Attr @Live @Doc("Whether a program in the guest has it open.") @Nullable ChannelState state) implements ChannelTarget {
        public VirtioChannel withState(@Nullable ChannelState value) {
            return Records.with(this, "state", value);
        }
    }

    @Case("xen")
    record XenChannel(
            @Attr @Doc("Name by which the guest finds it.") @Nullable String name,
            @Attr @Live @Doc("Whether a program in the guest has it open.") @Nullable ChannelState state) implements ChannelTarget {
    }

    enum ChannelState implements XmlEnum { CONNECTED, DISCONNECTED }
}
