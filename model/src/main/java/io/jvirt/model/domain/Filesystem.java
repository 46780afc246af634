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
        @Attr @Doc("Generation of the virtio standard.") @Nullable Model model,
        @Attr @Doc("How ownership is kept.") @Nullable AccessMode accessmode,
        @Attr @Doc("What happens when several file systems are below the folder.") @Nullable Multidevs multidevs,
        @Attr @Doc("Mode of new files.") @Nullable String fmode,
        @Attr @Doc("Mode of new folders.") @Nullable String dmode,
        @Child(omitEmpty = true) @Doc("How the host shares it.") @Nullable Driver driver,
        @Child(omitEmpty = true) @Nullable Binary binary,
        @Child @Doc("Ids in the guest and on the host.") @Nullable IdMap idmap,
        @Inline Source source,
        @Attr("target@dir") @Doc("Where it appears, or the mount tag.") @Nullable String target,
        @Child @Doc("The guest cannot write.") boolean readonly,
        @Child("space_hard_limit") @Scaled(in = "bytes", out = "bytes") @Doc("Most room the guest can take.") @Nullable MemorySize spaceHardLimit,
        @Child("space_soft_limit") @Scaled(in = "bytes", out = "bytes") @Doc("Room after which the guest is warned.") @Nullable MemorySize spaceSoftLimit,
        @Inline DeviceInfo info) implements Device {
    public enum AccessMode implements XmlEnum { PASSTHROUGH, MAPPED, SQUASH }

    public enum Multidevs implements XmlEnum { REMAP, FORBID, WARN }

    public enum Model implements XmlEnum { VIRTIO, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    public record Driver(
            @Attr @Doc("Program or method.") @Nullable DriverType type,
            @Attr @Doc("Program that shares it.") @Nullable String name,
            @Attr @Doc("Format of an image.") @Nullable String format,
            @Attr @Doc("When the host writes.") @Nullable WritePolicy wrpolicy,
            @Attr @Doc("Entries of the queue.") @Nullable Long queue,
            @Inline VirtioOptions virtio) {
    }

    public enum DriverType implements XmlEnum { PATH, HANDLE, LOOP, NBD, PLOOP, VIRTIOFS, MTP }

    public enum WritePolicy implements XmlEnum { IMMEDIATE }

    @Doc("The virtiofsd program.")
    public record Binary(
            @Attr @Doc("The program.") @Nullable String path,
            @Attr @Doc("Whether extended attributes pass.") @Nullable OnOff xattr,
            @Attr("cache@mode") @Doc("What the guest may cache.") @Nullable CacheMode cache,
            @Attr("sandbox@mode") @Doc("How the program is confined.") @Nullable SandboxMode sandbox,
            @Attr("openfiles@max") @Doc("Most files that it has open.") @Nullable Long openfiles,
            @Attr("thread_pool@size") @Doc("Number of its threads.") @Nullable Integer threadPool,
            @Child @Doc("Which locks pass.") @Nullable Lock lock) {
    }

    public record Lock(
            @Attr @Doc("Locks of ranges.") @Nullable OnOff posix,
            @Attr @Doc("Locks of whole files.") @Nullable OnOff flock) {
    }

    public enum CacheMode implements XmlEnum { NONE, ALWAYS }

    public enum SandboxMode implements XmlEnum { NAMESPACE, CHROOT }

    /** What is mounted. */
    @Choice(value = "type", def = "mount")
    public sealed interface Source {
    }

    @Case("mount")
    public record Mount(
            @Attr("source@dir") @Doc("The folder.") @Nullable String dir,
            @Attr("source@socket") @Doc("Socket of a program that was started elsewhere.") @Nullable String socket) implements Source {
    }

    @Case("bind")
    public record Bind(
            @Attr("source@dir") @Doc("The folder.") @Nullable String dir) implements Source {
    }

    @Case("block")
    public record Block(
            @Attr("source@dev") @Doc("The device.") @Nullable String dev) implements Source {
    }

    @Case("file")
    public record File(
            @Attr("source@file") @Doc("The image.") @Nullable String file) implements Source {
    }

    @Case("template")
    public record Template(
            @Attr("source@name") @Doc("The template.") @Nullable String name) implements Source {
    }

    @Case("ram")
    public record Ram(
            @Attr("source@usage") @Doc("Size.") @Nullable Long usage,
            @Attr("source@units") @Doc("Unit of the size.") @Nullable String units) implements Source {
    }

    @Case("volume")
    public record Volume(
            @Attr("source@pool") @Doc("Storage pool.") @Nullable String pool,
            @Attr("source@volume") @Doc("Volume of the pool.") @Nullable String volume) implements Source {
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
