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
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

@Element("video")
@Doc("A graphics card.")
public record Video(
        @Child(omitEmpty = true) @Nullable Driver driver,
        @Child @Nullable Model model,
        @Inline DeviceInfo info) implements Device {
    public record Driver(
            @Attr @Nullable DriverName name,
            @Attr @Nullable VgaConf vgaconf,
            @Inline VirtioOptions virtio) {
    }

    public enum DriverName implements XmlEnum { QEMU, @XmlName("vhostuser") VHOST_USER }

    public enum VgaConf implements XmlEnum { IO, ON, OFF }

    public record Model(
            @Attr @Nullable Type type,
            @Attr @Nullable Integer ram,
            @Attr @Nullable Integer vram,
            @Attr @Nullable Integer vram64,
            @Attr @Nullable Integer vgamem,
            @Attr @Range(min = 1) @Nullable Integer heads,
            @Attr @Nullable YesNo primary,
            @Attr @Nullable OnOff blob,
            @Attr @Nullable OnOff edid,
            @Child @Nullable Acceleration acceleration,
            @Child @Nullable Resolution resolution) {
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
            @Attr @Nullable YesNo accel2d, @Attr @Nullable YesNo accel3d, @Attr @Nullable String rendernode) {
    }

    public record Resolution(@Attr @Range(min = 1) int x, @Attr @Range(min = 1) int y) {
    }

    public Video withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Video withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }
}
