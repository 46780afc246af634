package io.jvirt.model.complete;

import io.jvirt.model.IdSet;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.Panic;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;

/** Contradictions that no driver accepts. Each message is libvirt's. */
public final class DomainValidation {
    private DomainValidation() {
    }

    /**
     * Checks a completed description.
     *
     * @throws XmlException naming the first contradiction
     */
    public static void check(DomainDescription domain) {
        firmware(domain.os());
        cpus(domain);
        memory(domain);
        TuningValidation.check(domain);
        features(domain);
        throttling(domain);
        labels(domain);
        aliases(domain);
        DiskValidation.check(domain);
        ControllerValidation.check(domain);
        for (var device : domain.devices().all()) {
            DeviceValidation.check(device);
        }
        duplicates(domain);
    }

    private static void firmware(Os os) {
        var loader = os.loader();
        if (loader != null && loader.path() == null && os.firmware() == null) {
            throw XmlException.invalid("no loader path specified and firmware auto selection disabled");
        }
        boolean stateless = loader != null && YesNo.isYes(loader.stateless());
        if (os.firmware() == Os.Firmware.BIOS && (os.nvram() != null || loader != null && YesNo.isNo(loader.stateless()))) {
            throw XmlException.invalid("Only EFI firmware permits NVRAM");
        }
        if (stateless && os.nvram() != null) {
            throw XmlException.invalid(os.nvram().template() == null
                    ? "NVRAM is not permitted when loader is stateless"
                    : "NVRAM template is not permitted when loader is stateless");
        }
        if (loader != null && loader.type() == Os.LoaderType.ROM && YesNo.isNo(loader.readonly())) {
            throw XmlException.invalid("ROM loader type cannot be used as read/write");
        }
    }

    /**
     * Checks that the topology has room for just the virtual CPUs, for drivers that show it to the guest.
     *
     * @throws XmlException when it has not
     */
    public static void checkTopology(DomainDescription domain) {
        var topology = domain.cpu() == null ? null : domain.cpu().topology();
        if (topology != null && domain.vcpu() != null && topology.total() != domain.vcpu().maximum()) {
            throw XmlException.unsupported("CPU topology doesn't match maximum vcpu count");
        }
    }

    private static void cpus(DomainDescription domain) {
        var cpu = domain.cpu();
        int vcpus = java.util.Objects.requireNonNull(domain.vcpu()).maximum();
        if (cpu == null) {
            return;
        }
        if (cpu.numa() != null) {
            int highest = cpu.numa().cell().stream().mapToInt(cell -> cell.cpus() == null ? -1 : cell.cpus().last()).max().orElse(-1);
            if (highest >= vcpus) {
                throw XmlException.unsupported("Number of CPUs in <numa> exceeds the <vcpu> count");
            }
        }
    }

    private static void memory(DomainDescription domain) {
        var backing = domain.memoryBacking();
        if (backing == null || backing.hugepages() == null) {
            return;
        }
        var cpu = domain.cpu();
        int cells = cpu == null || cpu.numa() == null ? 0 : cpu.numa().cell().size();
        var taken = new ArrayList<IdSet>();
        int general = 0;
        for (var page : backing.hugepages().page()) {
            var nodes = page.nodeset();
            if (nodes == null) {
                if (++general > 1) {
                    throw XmlException.invalid("two master hugepages detected: more than one page size without nodeset");
                }
                continue;
            }
            if (nodes.last() >= Math.max(cells, 1)) {
                throw XmlException.invalid("hugepages: node " + firstAbove(nodes, Math.max(cells, 1)) + " not found");
            }
            if (taken.stream().anyMatch(nodes::intersects)) {
                throw XmlException.invalid("nodeset attribute of hugepages of sizes intersect");
            }
            taken.add(nodes);
        }
    }

    private static int firstAbove(IdSet nodes, int count) {
        for (int node : nodes.toArray()) {
            if (node >= count) {
                return node;
            }
        }
        return nodes.last();
    }

    private static void features(DomainDescription domain) {
        var features = domain.features();
        if (features != null && OnOff.isOff(features.ps2()) && OnOff.isOn(features.vmport())) {
            throw XmlException.unsupported("vmport feature requires the ps2 feature not to be disabled");
        }
    }

    private static void throttling(DomainDescription domain) {
        var groups = new HashSet<String>();
        for (var group : domain.throttlegroups()) {
            String name = group.limits().groupName();
            if (name == null) {
                throw XmlException.invalid("Missing throttle group name");
            }
            if (!groups.add(name)) {
                throw XmlException.invalid("duplicate group name '" + name + "' found");
            }
            DiskValidation.checkLimits(group.limits());
        }
        for (var disk : domain.devices().disks()) {
            if (!disk.throttlefilters().isEmpty() && disk.iotune() != null) {
                throw XmlException.unsupported("block 'throttlefilters' can't be used together with 'iotune' for disk '" + DiskValidation.name(disk) + "'");
            }
            for (String filter : disk.throttlefilters()) {
                if (!groups.contains(filter)) {
                    throw XmlException.unsupported("throttle group '" + filter + "' not found");
                }
            }
        }
    }

    private static void labels(DomainDescription domain) {
        var models = new HashSet<String>();
        for (var label : domain.seclabel()) {
            if (label.model() != null && !models.add(label.model())) {
                throw XmlException.invalid("seclabel for model " + label.model() + " is already provided");
            }
        }
        for (var disk : domain.devices().disks()) {
            for (var label : disk.source().common().seclabel()) {
                boolean keptByGuest = domain.seclabel().stream()
                        .anyMatch(whole -> Objects.equals(whole.model(), label.model()) && YesNo.isNo(whole.relabel()));
                if (keptByGuest && YesNo.isYes(label.relabel()) && label.label() == null) {
                    throw XmlException.invalid("Cannot specify relabel if label is missing. model=" + label.model());
                }
            }
        }
    }

    private static void aliases(DomainDescription domain) {
        var aliases = new HashSet<String>();
        for (var device : domain.devices().all()) {
            String alias = device.info().alias();
            // A console shares the alias of its serial port.
            if (alias != null && alias.startsWith("ua-") && !(device instanceof CharacterDevice.Console) && !aliases.add(alias)) {
                throw XmlException.invalid("non unique alias detected: " + alias);
            }
        }
    }

    private static void duplicates(DomainDescription domain) {
        var sources = new HashSet<HostDevice.Source>();
        for (var host : domain.devices().hostdevs()) {
            if (!sources.add(host.source())) {
                throw XmlException.invalid("Hostdev already exists in the domain configuration");
            }
        }
        var targets = new HashSet<String>();
        for (var filesystem : domain.devices().filesystems()) {
            if (filesystem.target() != null && !targets.add(filesystem.target())) {
                throw XmlException.invalid("filesystem target '" + filesystem.target() + "' specified twice");
            }
        }
        var models = new HashSet<Panic.Model>();
        for (var panic : domain.devices().panics()) {
            if (panic.model() != null && panic.model() != Panic.Model.PVPANIC && !models.add(panic.model())) {
                throw XmlException.unsupported("Multiple panic devices with model '" + panic.model().xml() + "'");
            }
        }
    }
}
