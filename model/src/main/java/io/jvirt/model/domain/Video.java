package io.jvirt.model.domain;

import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

@Element("video")
@Doc("A graphics card.")
public record Video(
        @Child(omitEmpty = true) @Doc("How the card is handled.") @Nullable Driver driver,
        @Child @Doc("What the guest sees.") @Nullable Model model,
        @Inline DeviceInfo info) implements Device {
    public record Driver(
            @Attr @Doc("Who draws.") @Nullable DriverName name,
            @Attr @Doc("Registers of a VGA card (bhyve).") @Nullable VgaConf vgaconf,
            @Inline VirtioOptions virtio) {
    }

    public enum DriverName implements XmlEnum { QEMU, @XmlName("vhostuser") VHOST_USER }

    public enum VgaConf implements XmlEnum { IO, ON, OFF }

    public record Model(
            @Attr @Refusal(invalid = "unknown video model '%s'") @Doc("Kind of card.") @Nullable Type type,
            @Attr @Doc("Memory of the first region in KiB (qxl).") @Nullable Integer ram,
            @Attr @Doc("Memory in KiB.") @Nullable Integer vram,
            @Attr @Doc("Memory of the 64-bit region in KiB (qxl).") @Nullable Integer vram64,
            @Attr @Doc("Memory of the VGA part in KiB (qxl).") @Nullable Integer vgamem,
            @Attr @Range(min = 1) @Doc("Heads.") @Nullable Integer heads,
            @Attr @Doc("Whether it is the first card.") @Nullable YesNo primary,
            @Attr @Doc("Whether the guest's memory is shown directly.") @Nullable OnOff blob,
            @Attr @Doc("Whether the guest can read the display's properties.") @Nullable OnOff edid,
            @Child @Doc("Drawing by the host.") @Nullable Acceleration acceleration,
            @Child @Doc("Resolution at start.") @Nullable Resolution resolution) {
        public Model withType(@Nullable Type value) {
            return Records.with(this, "type", value);
        }

        public Model withRam(@Nullable Integer value) {
            return Records.with(this, "ram", value);
        }

        public Model withVram(@Nullable Integer value) {
            return Records.with(this, "vram", value);
        }

        public Model withVgamem(@Nullable Integer value) {
            return Records.with(this, "vgamem", value);
        }

        public Model withVram64(@Nullable Integer value) {
            return Records.with(this, "vram64", value);
        }

        public Model withHeads(@Nullable Integer value) {
            return Records.with(this, "heads", value);
        }

        public Model withPrimary(@Nullable YesNo value) {
            return Records.with(this, "primary", value);
        }
    }

    public enum Type implements XmlEnum { VGA, CIRRUS, VMVGA, XEN, VBOX, QXL, PARALLELS, VIRTIO, GOP, NONE, BOCHS, RAMFB }

    public record Acceleration(
            @Attr @Doc("Two dimensions.") @Nullable YesNo accel2d,
            @Attr @Doc("Three dimensions.") @Nullable YesNo accel3d,
            @Attr @Doc("Device of the host that draws.") @Nullable String rendernode) {
    }

    public record Resolution(
            @Attr @Range(min = 1) @Doc("Width in pixels.") int x,
            @Attr @Range(min = 1) @Doc("Height in pixels.") int y) {
    }

    public Video withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Video withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }
}
