package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("filesystem")
@Doc("A folder or image of the host that the guest mounts.")
public record Filesystem(
        @Attr @Nullable Model model,
        @Attr @Doc("How ownership is kept.") @Nullable AccessMode accessmode,
        @Attr @Nullable Multidevs multidevs,
        @Attr @Nullable String fmode,
        @Attr @Nullable String dmode,
        @Child(omitEmpty = true) @Nullable Driver driver,
        @Child(omitEmpty = true) @Nullable Binary binary,
        @Child @Nullable IdMap idmap,
        @Inline Source source,
        @Attr("target@dir") @Doc("Where it appears, or the mount tag.") @Nullable String target,
        @Child boolean readonly,
        @Child("space_hard_limit") @Scaled(in = "bytes", out = "bytes") @Nullable MemorySize spaceHardLimit,
        @Child("space_soft_limit") @Scaled(in = "bytes", out = "bytes") @Nullable MemorySize spaceSoftLimit,
        @Inline DeviceInfo info) implements Device {
    public enum AccessMode implements XmlEnum { PASSTHROUGH, MAPPED, SQUASH }

    public enum Multidevs implements XmlEnum { REMAP, FORBID, WARN }

    public enum Model implements XmlEnum { VIRTIO, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    public record Driver(
            @Attr @Nullable DriverType type,
            @Attr @Nullable String format,
            @Attr @Nullable WritePolicy wrpolicy,
            @Attr @Nullable Long queue,
            @Inline VirtioOptions virtio) {
    }

    public enum DriverType implements XmlEnum { PATH, HANDLE, LOOP, NBD, PLOOP, VIRTIOFS, MTP }

    public enum WritePolicy implements XmlEnum { IMMEDIATE }

    @Doc("The virtiofsd program.")
    public record Binary(
            @Attr @Nullable String path,
            @Attr @Nullable OnOff xattr,
            @Attr("cache@mode") @Nullable CacheMode cache,
            @Attr("sandbox@mode") @Nullable SandboxMode sandbox,
            @Attr("openfiles@max") @Nullable Long openfiles,
            @Attr("thread_pool@size") @Nullable Integer threadPool,
            @Child @Nullable Lock lock) {
    }

    public record Lock(@Attr @Nullable OnOff posix, @Attr @Nullable OnOff flock) {
    }

    public enum CacheMode implements XmlEnum { NONE, ALWAYS }

    public enum SandboxMode implements XmlEnum { NAMESPACE, CHROOT }

    /** What is mounted. */
    @Choice(value = "type", def = "mount")
    public sealed interface Source {
    }

    @Case("mount")
    public record Mount(@Attr("source@dir") @Nullable String dir, @Attr("source@socket") @Nullable String socket) implements Source {
    }

    @Case("bind")
    public record Bind(@Attr("source@dir") @Nullable String dir) implements Source {
    }

    @Case("block")
    public record Block(@Attr("source@dev") @Nullable String dev) implements Source {
    }

    @Case("file")
    public record File(@Attr("source@file") @Nullable String file) implements Source {
    }

    @Case("template")
    public record Template(@Attr("source@name") @Nullable String name) implements Source {
    }

    @Case("ram")
    public record Ram(@Attr("source@usage") @Nullable Long usage, @Attr("source@units") @Nullable String units) implements Source {
    }

    @Case("volume")
    public record Volume(@Attr("source@pool") @Nullable String pool, @Attr("source@volume") @Nullable String volume) implements Source {
    }

    public Filesystem withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Filesystem withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }

    public Filesystem withTarget(@Nullable String value) {
        return Records.with(this, "target", value);
    }

    public Filesystem withSource(Source value) {
        return Records.with(this, "source", value);
    }

    public Filesystem withAccessmode(@Nullable AccessMode value) {
        return Records.with(this, "accessmode", value);
    }
}
