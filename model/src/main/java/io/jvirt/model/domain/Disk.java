package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("disk")
@Doc("A disk, CD drive or floppy drive.")
public record Disk(
        @Attr(def = "disk") @Doc("What the guest sees.") DeviceKind device,
        @Attr @Doc("Generation of the virtio standard.") @Nullable Model model,
        @Attr @Doc("Whether the process may send raw SCSI commands.") @Nullable YesNo rawio,
        @Attr @Doc("Which SCSI commands pass.") @Nullable Sgio sgio,
        @Attr @Doc("How snapshots treat the disk.") @Nullable Snapshot snapshot,
        @Child(omitEmpty = true) @Nullable Driver driver,
        @Child @Doc("Credentials of a network source.") @Nullable StorageAuth auth,
        @Inline StorageSource source,
        @Child @Nullable BackingStore backingStore,
        @Attr("backenddomain@name") @Doc("Guest that runs the disk's driver (Xen).") @Nullable String backendDomain,
        @Child @Nullable Geometry geometry,
        @Child(omitEmpty = true) @Nullable BlockIo blockio,
        @Child @Live @Doc("Copy under way.") @Nullable Mirror mirror,
        @Child @Nullable Target target,
        @Child(omitEmpty = true) @Nullable IoTune iotune,
        @Attr("throttlefilters/throttlefilter@group") @Doc("Throttle groups that limit the disk.") List<String> throttlefilters,
        @Child @Doc("The guest cannot write.") boolean readonly,
        @Child @Doc("Other guests may use it too.") boolean shareable,
        @Child("transient") @Nullable Transient transientDisk,
        @Child @Doc("Serial number that the guest reads.") @Nullable String serial,
        @Child @Doc("World wide name, 16 hexadecimal digits.") @Nullable String wwn,
        @Child @Doc("Vendor that a SCSI disk names.") @Nullable String vendor,
        @Child @Doc("Product that a SCSI disk names.") @Nullable String product,
        @Child @Nullable Encryption encryption,
        @Inline DeviceInfo info) implements Device {
    public Disk {
        throttlefilters = List.copyOf(throttlefilters);
    }

    public enum DeviceKind implements XmlEnum { DISK, CDROM, FLOPPY, LUN, FILESYSTEM }

    public enum Model implements XmlEnum { VIRTIO, VIRTIO_TRANSITIONAL, VIRTIO_NON_TRANSITIONAL }

    public enum Sgio implements XmlEnum { FILTERED, UNFILTERED }

    public enum Snapshot implements XmlEnum { NO, INTERNAL, EXTERNAL, MANUAL }

    @Doc("How the host handles the disk.")
    public record Driver(
            @Attr @Doc("Program that handles the disk: qemu.") @Nullable String name,
            @Attr @Refusal(invalid = "unknown driver format value '%s'") @Doc("Format of the image.") @Nullable StorageFormat type,
            @Attr @Doc("How the host's cache is used.") @Nullable Cache cache,
            @Attr("error_policy") @Doc("What happens when a request fails.") @Nullable ErrorPolicy errorPolicy,
            @Attr("rerror_policy") @Doc("What happens when reading fails.") @Nullable ErrorPolicy readErrorPolicy,
            @Attr @Doc("Interface of the host's kernel to use.") @Nullable Io io,
            @Attr @Doc("Handle requests outside of the CPU's thread.") @Nullable OnOff ioeventfd,
            @Attr("event_idx") @Doc("Fewer notifications.") @Nullable OnOff eventIdx,
            @Attr("copy_on_read") @Doc("Copy what is read from the base image into the top one.") @Nullable OnOff copyOnRead,
            @Attr @Doc("Whether the guest's discards reach the image.") @Nullable Discard discard,
            @Attr @Range(min = 1) @Doc("The I/O thread that handles it.") @Nullable Integer iothread,
            @Attr("detect_zeroes") @Doc("Whether written zeroes take no room.") @Nullable DetectZeroes detectZeroes,
            @Attr @Doc("Number of queues.") @Nullable Integer queues,
            @Attr("queue_size") @Doc("Entries of a queue.") @Nullable Integer queueSize,
            @Attr("discard_no_unref") @Doc("Keep the place in the image of discarded data.") @Nullable OnOff discardNoUnref,
            @Inline VirtioOptions virtio,
            @Child @Doc("Latency histograms.") @Nullable Statistics statistics,
            @Child("iothreads/iothread") @Doc("An I/O thread that handles some queues.") List<DriverIoThread> iothreads,
            @Child("metadata_cache/max_size") @Scaled(in = "bytes", out = "bytes") @Doc("Most memory for the image's metadata.") @Nullable MemorySize metadataCacheMaxSize) {
        public Driver {
            iothreads = List.copyOf(iothreads);
        }

        public Driver withName(@Nullable String value) {
            return Records.with(this, "name", value);
        }

        public Driver withType(@Nullable StorageFormat value) {
            return Records.with(this, "type", value);
        }

        public Driver withCache(@Nullable Cache value) {
            return Records.with(this, "cache", value);
        }

        public Driver withDiscard(@Nullable Discard value) {
            return Records.with(this, "discard", value);
        }

        public Driver withIothread(@Nullable Integer value) {
            return Records.with(this, "iothread", value);
        }

        public Driver withIothreads(List<DriverIoThread> value) {
            return Records.with(this, "iothreads", value);
        }

        public Driver withQueues(@Nullable Integer value) {
            return Records.with(this, "queues", value);
        }
    }

    @Doc("Statistics that the driver keeps.")
    public record Statistics(
            @Child @Doc("One set of counters.") List<Interval> statistic,
            @Child @Doc("One histogram of latencies.") List<LatencyHistogram> histogram) {
        public Statistics {
            statistic = List.copyOf(statistic);
            histogram = List.copyOf(histogram);
        }
    }

    @Element("latency-histogram")
    public record LatencyHistogram(
            @Attr @Doc("Kind of request; all kinds when absent.") @Nullable RequestType type,
            @Attr("bin@start") @Doc("Lower bound of a bin in nanoseconds.") List<Long> bin) {
        public LatencyHistogram {
            bin = List.copyOf(bin);
        }
    }

    public enum RequestType implements XmlEnum { READ, WRITE, ZONE, FLUSH }

    @Element("statistic")
    public record Interval(
            @Attr @Doc("Seconds.") int interval) {
    }

    @Element("iothread")
    public record DriverIoThread(
            @Attr @Doc("The I/O thread.") int id,
            @Attr("queue@id") @Doc("A queue of the thread.") List<Integer> queue) {
        public DriverIoThread {
            queue = List.copyOf(queue);
        }
    }

    public enum Cache implements XmlEnum { DEFAULT, NONE, WRITETHROUGH, WRITEBACK, DIRECTSYNC, UNSAFE }

    public enum ErrorPolicy implements XmlEnum { STOP, REPORT, IGNORE, ENOSPACE }

    public enum Io implements XmlEnum { NATIVE, THREADS, @XmlName("io_uring") IO_URING }

    public enum Discard implements XmlEnum { UNMAP, IGNORE }

    public enum DetectZeroes implements XmlEnum { OFF, ON, UNMAP }

    @Doc("Cylinders, heads and sectors that the guest sees.")
    public record Geometry(
            @Attr @Doc("Cylinders.") int cyls,
            @Attr @Doc("Heads.") int heads,
            @Attr @Doc("Sectors of a track.") int secs,
            @Attr @Doc("How the BIOS translates.") @Nullable Translation trans) {
    }

    public enum Translation implements XmlEnum { NONE, AUTO, LBA }

    @Doc("Block sizes that the guest sees.")
    public record BlockIo(
            @Attr("logical_block_size") @Doc("Least size of a request.") @Nullable Long logicalBlockSize,
            @Attr("physical_block_size") @Doc("Size that is written at once.") @Nullable Long physicalBlockSize,
            @Attr("discard_granularity") @Doc("Least size of a discard.") @Nullable Long discardGranularity) {
    }

    @Doc("Where the guest sees the disk.")
    public record Target(
            @Attr @Doc("Name, unique in the guest: hda, sda, vda.") @Nullable String dev,
            @Attr @Doc("Kind of bus.") @Nullable Bus bus,
            @Attr @Live @Doc("Whether the tray is open.") @Nullable Tray tray,
            @Attr("rotation_rate") @Doc("Rotations a minute, 1 for a solid state disk.") @Nullable Integer rotationRate,
            @Attr @Doc("Whether the guest sees removable media.") @Nullable OnOff removable,
            @Attr @Doc("Whether writes can demand to be durable.") @Nullable OnOff dpofua) {
        public Target withDev(@Nullable String value) {
            return Records.with(this, "dev", value);
        }

        public Target withBus(@Nullable Bus value) {
            return Records.with(this, "bus", value);
        }

        public Target withTray(@Nullable Tray value) {
            return Records.with(this, "tray", value);
        }
    }

    public enum Bus implements XmlEnum { IDE, FDC, SCSI, VIRTIO, XEN, USB, UML, SATA, SD, NVME }

    public enum Tray implements XmlEnum { OPEN, CLOSED }

    @Doc("Changes are lost when the guest stops.")
    public record Transient(
            @Attr @Doc("Whether several guests share the image below.") @Nullable YesNo shareBacking) {
    }

    /** The image that holds what the image above it lacks; an empty one ends the chain. */
    @Doc("The next image of the chain; empty at its end.")
    public record BackingStore(
            @Attr @Live @Doc("Number of the image in the chain.") @Nullable Integer index,
            @Attr("format@type") @Doc("Format of the image.") @Nullable StorageFormat format,
            @Child("format/metadata_cache/max_size") @Scaled(in = "bytes", out = "bytes")
            @Doc("Most memory for the image's metadata.")
            @Nullable MemorySize metadataCacheMaxSize,
            @Inline @Nullable StorageSource source,
            @Child @Nullable BackingStore backingStore) {
        public BackingStore withSource(@Nullable StorageSource value) {
            return Records.with(this, "source", value);
        }

        public BackingStore withFormat(@Nullable StorageFormat value) {
            return Records.with(this, "format", value);
        }

        public BackingStore withBackingStore(@Nullable BackingStore value) {
            return Records.with(this, "backingStore", value);
        }

        public BackingStore withIndex(@Nullable Integer value) {
            return Records.with(this, "index", value);
        }
    }

    @Doc("Copy under way.")
    public record Mirror(
            @Attr @Doc("Kind of job.") @Nullable String job,
            @Attr @Doc("Whether the copy is complete.") @Nullable String ready,
            @Attr("file") @Doc("File that is written.") @Nullable String file,
            @Attr("format") @Doc("Format in the older notation.") @Nullable String oldFormat,
            @Attr("format@type") @Doc("Format of the copy.") @Nullable StorageFormat format,
            @Child("format/metadata_cache/max_size") @Scaled(in = "bytes", out = "bytes")
            @Doc("Most memory for the image's metadata.")
            @Nullable MemorySize metadataCacheMaxSize,
            @Inline @Nullable StorageSource source,
            @Child @Nullable BackingStore backingStore) {
    }

    public Disk withDevice(DeviceKind value) {
        return Records.with(this, "device", value);
    }

    public Disk withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Disk withSnapshot(@Nullable Snapshot value) {
        return Records.with(this, "snapshot", value);
    }

    public Disk withDriver(@Nullable Driver value) {
        return Records.with(this, "driver", value);
    }

    public Disk withAuth(@Nullable StorageAuth value) {
        return Records.with(this, "auth", value);
    }

    public Disk withSource(StorageSource value) {
        return Records.with(this, "source", value);
    }

    public Disk withBackingStore(@Nullable BackingStore value) {
        return Records.with(this, "backingStore", value);
    }

    public Disk withMirror(@Nullable Mirror value) {
        return Records.with(this, "mirror", value);
    }

    public Disk withTarget(@Nullable Target value) {
        return Records.with(this, "target", value);
    }

    public Disk withReadonly(boolean value) {
        return Records.with(this, "readonly", value);
    }

    public Disk withShareable(boolean value) {
        return Records.with(this, "shareable", value);
    }

    public Disk withSerial(@Nullable String value) {
        return Records.with(this, "serial", value);
    }

    public Disk withEncryption(@Nullable Encryption value) {
        return Records.with(this, "encryption", value);
    }

    public Disk withIotune(@Nullable IoTune value) {
        return Records.with(this, "iotune", value);
    }

    public Disk withThrottlefilters(List<String> value) {
        return Records.with(this, "throttlefilters", value);
    }
}
