package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Foreign;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The document of a guest, {@code <domain>}: everything a driver needs to run it, and nothing that only a running
 * guest has unless the document is that of a running guest (libvirt's active definition).
 */
@Element("domain")
@Doc("A guest.")
public record DomainDescription(
        @Attr @Refusal(invalid = "invalid domain type %s", missing = "missing domain type attribute") @Doc("The technology that runs the guest.") DomainType type,
        @Attr @Live @Range(min = -1, max = Integer.MAX_VALUE) @Doc("Number of the running guest.") @Nullable Integer id,
        @Child @Refusal(missing = "missing name information", missingKind = XmlException.Kind.NO_NAME) @Doc("The name, unique on the host.") String name,
        @Child @Doc("The identity, unique everywhere.") @Nullable UUID uuid,
        @Child @Doc("Identity that the guest's firmware tells, when it is not the guest's own.") @Nullable UUID hwuuid,
        @Child @Nullable Genid genid,
        @Child @Doc("A short description, one line.") @Nullable String title,
        @Child @Doc("Free text for people.") @Nullable String description,
        @Child @Doc("Data of applications, an element of its own namespace each.") @Nullable RawElement metadata,
        @Child @Nullable MaxMemory maxMemory,
        @Child @Nullable Memory memory,
        @Child @Scaled @Doc("Memory that the guest really uses; the balloon gives back the rest.") @Nullable MemorySize currentMemory,
        @Child @Nullable BlkioTune blkiotune,
        @Child(omitEmpty = true) @Nullable MemoryTune memtune,
        @Child(omitEmpty = true) @Nullable MemoryBacking memoryBacking,
        @Child @Nullable VcpuCount vcpu,
        @Child("vcpus/vcpu") List<Vcpu> vcpus,
        @Child @Refusal(invalid = "invalid iothreads count '%s'", kind = XmlException.Kind.INVALID) @Doc("How many threads for disk requests there are.") @Nullable Integer iothreads,
        @Child("iothreadids/iothread") List<IoThread> iothreadids,
        @Child @Nullable DefaultIoThread defaultiothread,
        @Child("throttlegroups/throttlegroup") List<ThrottleGroup> throttlegroups,
        @Child(omitEmpty = true) @Nullable CpuTune cputune,
        @Child(omitEmpty = true) @Nullable NumaTune numatune,
        @Child @Nullable IommuFd iommufd,
        @Child @Nullable Resource resource,
        @Child List<SysInfo> sysinfo,
        @Child @Doc("Program of the host that chooses the kernel (paravirtual guests).") @Nullable String bootloader,
        @Child("bootloader_args") @Doc("Arguments of the bootloader.") @Nullable String bootloaderArgs,
        @Child(blank = true, omitEmpty = true) Os os,
        @Child @Nullable IdMap idmap,
        @Child(omitEmpty = true) @Nullable Features features,
        @Child @Nullable Cpu cpu,
        @Child @Nullable Clock clock,
        @Child("on_poweroff") @Refusal(invalid = "unknown on_poweroff action: %s") @Doc("What to do when the guest powers off.") @Nullable LifecycleAction onPoweroff,
        @Child("on_reboot") @Refusal(invalid = "unknown on_reboot action: %s") @Doc("What to do when the guest reboots.") @Nullable LifecycleAction onReboot,
        @Child("on_crash") @Refusal(invalid = "unknown on_crash action: %s") @Doc("What to do when the guest crashes.") @Nullable LifecycleAction onCrash,
        @Child("on_lockfailure") @Doc("What to do when a disk lease is lost.") @Nullable LockFailureAction onLockFailure,
        @Child(omitEmpty = true) @Nullable PowerManagement pm,
        @Child("perf/event") @Doc("Counters of the host's performance events to keep.") List<PerfEvent> perf,
        @Child(blank = true) Devices devices,
        @Child List<SecurityLabel> seclabel,
        @Child @Nullable KeyWrap keywrap,
        @Child @Nullable LaunchSecurity launchSecurity,
        @Inline @Nullable QemuNamespace qemu,
        @Foreign @Doc("What belongs to drivers that this definition does not know.") List<RawElement> extensions) {
    public DomainDescription {
        vcpus = List.copyOf(vcpus);
        iothreadids = List.copyOf(iothreadids);
        throttlegroups = List.copyOf(throttlegroups);
        sysinfo = List.copyOf(sysinfo);
        perf = List.copyOf(perf);
        seclabel = List.copyOf(seclabel);
        extensions = List.copyOf(extensions);
    }

    public DomainDescription withId(@Nullable Integer value) {
        return Records.with(this, "id", value);
    }

    public DomainDescription withName(String value) {
        return Records.with(this, "name", value);
    }

    public DomainDescription withUuid(@Nullable UUID value) {
        return Records.with(this, "uuid", value);
    }

    public DomainDescription withGenid(@Nullable Genid value) {
        return Records.with(this, "genid", value);
    }

    public DomainDescription withTitle(@Nullable String value) {
        return Records.with(this, "title", value);
    }

    public DomainDescription withDescription(@Nullable String value) {
        return Records.with(this, "description", value);
    }

    public DomainDescription withMetadata(@Nullable RawElement value) {
        return Records.with(this, "metadata", value);
    }

    public DomainDescription withMemory(@Nullable Memory value) {
        return Records.with(this, "memory", value);
    }

    public DomainDescription withCurrentMemory(@Nullable MemorySize value) {
        return Records.with(this, "currentMemory", value);
    }

    public DomainDescription withMaxMemory(@Nullable MaxMemory value) {
        return Records.with(this, "maxMemory", value);
    }

    public DomainDescription withVcpu(@Nullable VcpuCount value) {
        return Records.with(this, "vcpu", value);
    }

    public DomainDescription withVcpus(List<Vcpu> value) {
        return Records.with(this, "vcpus", value);
    }

    public DomainDescription withIothreads(@Nullable Integer value) {
        return Records.with(this, "iothreads", value);
    }

    public DomainDescription withIothreadids(List<IoThread> value) {
        return Records.with(this, "iothreadids", value);
    }

    public DomainDescription withCputune(@Nullable CpuTune value) {
        return Records.with(this, "cputune", value);
    }

    public DomainDescription withNumatune(@Nullable NumaTune value) {
        return Records.with(this, "numatune", value);
    }

    public DomainDescription withOs(Os value) {
        return Records.with(this, "os", value);
    }

    public DomainDescription withFeatures(@Nullable Features value) {
        return Records.with(this, "features", value);
    }

    public DomainDescription withCpu(@Nullable Cpu value) {
        return Records.with(this, "cpu", value);
    }

    public DomainDescription withClock(@Nullable Clock value) {
        return Records.with(this, "clock", value);
    }

    public DomainDescription withOnPoweroff(@Nullable LifecycleAction value) {
        return Records.with(this, "onPoweroff", value);
    }

    public DomainDescription withOnReboot(@Nullable LifecycleAction value) {
        return Records.with(this, "onReboot", value);
    }

    public DomainDescription withOnCrash(@Nullable LifecycleAction value) {
        return Records.with(this, "onCrash", value);
    }

    public DomainDescription withPm(@Nullable PowerManagement value) {
        return Records.with(this, "pm", value);
    }

    public DomainDescription withDevices(Devices value) {
        return Records.with(this, "devices", value);
    }

    public DomainDescription withSeclabel(List<SecurityLabel> value) {
        return Records.with(this, "seclabel", value);
    }

    public DomainDescription withResource(@Nullable Resource value) {
        return Records.with(this, "resource", value);
    }

    public DomainDescription withMemoryBacking(@Nullable MemoryBacking value) {
        return Records.with(this, "memoryBacking", value);
    }

    public DomainDescription withLaunchSecurity(@Nullable LaunchSecurity value) {
        return Records.with(this, "launchSecurity", value);
    }

    public DomainDescription withBlkiotune(@Nullable BlkioTune value) {
        return Records.with(this, "blkiotune", value);
    }

    public DomainDescription withMemtune(@Nullable MemoryTune value) {
        return Records.with(this, "memtune", value);
    }

    public DomainDescription withType(DomainType value) {
        return Records.with(this, "type", value);
    }
}
