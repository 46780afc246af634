package io.jvirt.qemu.host;

import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.domain.Cpu;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.AcceleratorFacts;
import io.jvirt.qemu.capabilities.CpuModel;
import io.jvirt.qemu.capabilities.GicCapability;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import io.jvirt.qemu.capabilities.SevCapability;
import io.jvirt.qemu.capabilities.SgxCapability;
import io.jvirt.qemu.cpu.CpuModels;
import io.jvirt.qemu.cpu.HypervisorCpu;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a guest of one kind can have: the document of {@code virsh domcapabilities}. Every value is one that completion
 * and validation would accept for such a guest.
 */
public final class DomainCapabilities {
    /** Machines with an IDE controller, besides the i440fx PCs. */
    private static final Set<String> IDE_MACHINES = Set.of("malta", "sun4u", "g3beige", "mac99", "isapc");

    private final QemuCapabilities caps;
    private final Accelerator accelerator;
    private final String emulator;
    private final MachineType machine;
    private final String arch;
    private final HostFacts host;
    private final HypervisorCpu hypervisorCpu;

    /**
     * What the answer depends on besides QEMU.
     *
     * @param loaders firmware images that are there
     * @param firmware interfaces of firmware that can be chosen automatically: {@code bios}, {@code efi}
     * @param tpmVersions versions that the TPM emulator can do
     * @param vfio whether the host can give PCI devices to guests
     * @param addressBits width of the host's physical addresses, empty when unknown
     * @param powerModel the host's processor where guests name it as the host does (POWER8 ...), else empty
     */
    public record HostFacts(List<String> loaders, List<String> firmware, List<String> tpmVersions, boolean vfio,
            OptionalInt addressBits, Optional<String> powerModel) {
        public HostFacts {
            loaders = List.copyOf(loaders);
            firmware = List.copyOf(firmware);
            tpmVersions = List.copyOf(tpmVersions);
        }
    }

    /**
     * @param emulator path of the binary
     * @param machineName machine or alias; null for QEMU's default
     * @throws IllegalArgumentException when QEMU has no such machine
     */
    public DomainCapabilities(QemuCapabilities caps, Accelerator accelerator, String emulator,
            @Nullable String machineName, HostFacts host) {
        this.caps = caps;
        this.accelerator = accelerator;
        this.emulator = emulator;
        this.host = host;
        hypervisorCpu = HypervisorCpu.of(caps, accelerator);
        AcceleratorFacts facts = caps.under(accelerator);
        Optional<MachineType> found = machineName != null ? facts.machine(machineName)
                : facts.machines().stream().filter(MachineType::isDefault).findFirst()
                        .or(() -> facts.machine("virt")).or(() -> facts.machines().stream().findFirst());
        machine = found.orElseThrow(() -> new IllegalArgumentException("The machine '" + machineName
                + "' is not supported by emulator '" + emulator + "'"));
        arch = caps.arch().equals("i386") ? "i686" : caps.arch().equals("arm") ? "armv7l" : caps.arch();
    }

    /** {@return the document} */
    public String document() {
        Markup out = new Markup().start("domainCapabilities");
        out.text("path", emulator);
        out.text("domain", accelerator == Accelerator.TCG ? "qemu" : accelerator.qemuName());
        out.text("machine", machine.name()).text("arch", arch);
        if (machine.maxCpus() > 0 && caps.supports(accelerator)) {
            out.empty("vcpu", "max", machine.maxCpus());
        }
        out.empty("iothreads", "supported", "yes");
        firmware(out);
        cpu(out);
        List<String> sources = new ArrayList<>(List.of("file", "anonymous"));
        addIf(sources, has(QemuFact.OBJECT_MEMORY_MEMFD), "memfd");
        out.start("memoryBacking", "supported", "yes");
        values(out, "sourceType", sources);
        out.end("memoryBacking");
        devices(out);
        features(out);
        return out.end("domainCapabilities").toString();
    }

    private boolean has(QemuFact fact) {
        return caps.has(fact);
    }

    private boolean isX86() {
        return arch.equals("x86_64") || arch.equals("i686");
    }

    private boolean isS390() {
        return arch.equals("s390x");
    }

    private boolean isPseries() {
        return machine.name().startsWith("pseries");
    }

    private boolean isQ35() {
        return machine.answersTo("q35") || machine.name().startsWith("pc-q35-");
    }

    private boolean isI440fx() {
        return machine.answersTo("pc") || machine.name().startsWith("pc-i440fx-");
    }

    private static void addIf(List<String> list, boolean condition, String... values) {
        if (condition) {
            list.addAll(List.of(values));
        }
    }

    private static void values(Markup out, String name, List<String> values) {
        if (values.isEmpty()) {
            out.empty("enum", "name", name);
            return;
        }
        out.start("enum", "name", name);
        values.forEach(v -> out.text("value", v));
        out.end("enum");
    }

    private void firmware(Markup out) {
        out.start("os", "supported", "yes");
        values(out, "firmware", host.firmware());
        out.start("loader", "supported", "yes");
        host.loaders().forEach(l -> out.text("value", l));
        values(out, "type", List.of("rom", "pflash"));
        values(out, "readonly", List.of("yes", "no"));
        values(out, "secure", isQ35() ? List.of("yes", "no") : List.of("no"));
        out.end("loader").end("os");
    }

    private void cpu(Markup out) {
        AcceleratorFacts facts = caps.under(accelerator);
        out.start("cpu");
        List<String> migratable = has(QemuFact.CPU_MIGRATABLE) ? List.of("on", "off") : List.of("off");
        mode(out, "host-passthrough", accelerator != Accelerator.TCG, "hostPassthroughMigratable", migratable);
        mode(out, "maximum", facts.cpuModel("max").isPresent(), "maximumMigratable", List.of("on", "off"));
        hostModel(out);
        List<CpuModel> models = facts.cpuModels().stream().filter(m -> isSelectable(m.name()))
                .sorted(Comparator.comparing(this::documentName)).toList();
        if (models.isEmpty() || arch.equals("ppc")) {
            out.empty("mode", "name", "custom", "supported", "no");
        } else {
            out.start("mode", "name", "custom", "supported", "yes");
            models.forEach(m -> model(out, m));
            out.end("mode");
        }
        out.end("cpu");
    }

    private boolean isSelectable(String model) {
        if (isX86()) {
            return X86CpuMap.get().model(model).isPresent();
        }
        boolean power = !arch.startsWith("ppc64") || model.matches("(?i)power(6|7|8|9|10|11)");
        return !model.equals("host") && power;
    }

    private String documentName(CpuModel model) {
        return arch.startsWith("ppc64") ? model.name().toUpperCase(Locale.ROOT) : model.name();
    }

    private static void mode(Markup out, String name, boolean supported, String choice, List<String> values) {
        if (!supported) {
            out.empty("mode", "name", name, "supported", "no");
            return;
        }
        out.start("mode", "name", name, "supported", "yes");
        values(out, choice, values);
        out.end("mode");
    }

    /** The CPU of guests that shall be like the host, named so that the same can be had elsewhere. */
    private void hostModel(Markup out) {
        if (host.powerModel().isPresent() && accelerator != Accelerator.TCG) {
            out.start("mode", "name", "host-model", "supported", "yes");
            out.text("model", host.powerModel().get(), "fallback", "allow");
            addressBits(out);
            out.end("mode");
            return;
        }
        Optional<Cpu> cpu = hypervisorCpu.complete();
        Cpu.Model model = cpu.map(Cpu::model).orElse(null);
        String name = model == null ? null : model.name();
        if (cpu.isEmpty() || name == null) {
            out.empty("mode", "name", "host-model", "supported", "no");
            return;
        }
        out.start("mode", "name", "host-model", "supported", "yes");
        out.text("model", name, "fallback", "forbid");
        String vendor = cpu.get().vendor();
        if (vendor != null) {
            out.text("vendor", vendor);
        }
        if (isX86() && accelerator != Accelerator.TCG) {
            addressBits(out);
        }
        cpu.get().feature().forEach(f -> out.empty("feature", "policy",
                f.policy() == Cpu.Policy.DISABLE ? "disable" : "require", "name", f.name()));
        out.end("mode");
    }

    private void addressBits(Markup out) {
        host.addressBits().ifPresent(bits -> out.empty("maxphysaddr", "mode", "passthrough", "limit", bits));
    }

    private void model(Markup out, CpuModel model) {
        String name = documentName(model);
        List<Object> attributes = new ArrayList<>(List.of("usable",
                model.usable() == null ? "unknown" : model.usable() ? "yes" : "no"));
        if (model.deprecated()) {
            attributes.addAll(List.of("deprecated", "yes"));
        }
        attributes.addAll(List.of("vendor", CpuModels.vendor(arch, name)));
        if (model.aliasOf() != null && isSelectable(model.aliasOf())) {
            attributes.addAll(List.of("canonical", model.aliasOf()));
        }
        out.text("model", name, attributes.toArray());
        if (Boolean.FALSE.equals(model.usable())) {
            out.start("blockers", "model", name);
            hypervisorCpu.blockers(model).forEach(b -> out.empty("feature", "name", b));
            out.end("blockers");
        }
    }

    private void device(Markup out, String name, boolean supported, Map<String, List<String>> choices) {
        if (!supported) {
            out.empty(name, "supported", "no");
            return;
        }
        out.start(name, "supported", "yes");
        choices.forEach((choice, values) -> values(out, choice, values));
        out.end(name);
    }

    private void devices(Markup out) {
        List<String> virtioModels = List.of("virtio", "virtio-transitional", "virtio-non-transitional");
        out.start("devices");
        disk(out, virtioModels);
        device(out, "graphics", true, Map.of("type", graphics()));
        device(out, "video", true, Map.of("modelType", video()));
        out.start("hostdev", "supported", "yes");
        values(out, "mode", List.of("subsystem"));
        values(out, "startupPolicy", List.of("default", "mandatory", "requisite", "optional"));
        values(out, "subsysType", List.of("usb", "pci", "scsi"));
        values(out, "capsType", List.of());
        values(out, "pciBackend", host.vfio() ? List.of("default", "vfio") : List.of("default"));
        out.end("hostdev");
        out.start("rng", "supported", has(QemuFact.DEVICE_VIRTIO_RNG) ? "yes" : "no");
        values(out, "model", virtioModels);
        List<String> rng = new ArrayList<>();
        addIf(rng, has(QemuFact.OBJECT_RNG_RANDOM), "random");
        addIf(rng, has(QemuFact.OBJECT_RNG_EGD), "egd");
        addIf(rng, has(QemuFact.OBJECT_RNG_BUILTIN), "builtin");
        values(out, "backendModel", rng);
        out.end("rng");
        List<String> filesystems = new ArrayList<>(List.of("path", "handle"));
        addIf(filesystems, has(QemuFact.DEVICE_VHOST_USER_FS), "virtiofs");
        device(out, "filesystem", true, Map.of("driverType", filesystems));
        tpm(out);
        device(out, "redirdev", has(QemuFact.USB_REDIR), Map.of("bus", List.of("usb")));
        List<String> channels = new ArrayList<>(List.of("pty", "unix"));
        addIf(channels, has(QemuFact.CHARDEV_SPICEVMC), "spicevmc");
        device(out, "channel", true, Map.of("type", channels));
        out.start("crypto", "supported", has(QemuFact.DEVICE_VIRTIO_CRYPTO_PCI) ? "yes" : "no");
        values(out, "model", List.of("virtio"));
        values(out, "type", List.of("qemu"));
        values(out, "backendModel", has(QemuFact.OBJECT_CRYPTO_LKCF) ? List.of("builtin", "lkcf")
                : List.of("builtin"));
        out.end("crypto");
        device(out, "interface", true, Map.of("backendType", has(QemuFact.NETDEV_STREAM)
                ? List.of("default", "passt") : List.of("default")));
        List<String> panics = new ArrayList<>();
        addIf(panics, isX86() && has(QemuFact.DEVICE_PANIC), "isa");
        addIf(panics, isPseries(), "pseries");
        addIf(panics, isX86(), "hyperv");
        addIf(panics, isS390(), "s390");
        addIf(panics, !isS390() && has(QemuFact.DEVICE_PANIC_PCI), "pvpanic");
        device(out, "panic", !panics.isEmpty(), Map.of("model", panics));
        out.end("devices");
    }

    private void disk(Markup out, List<String> models) {
        boolean floppy = !isPseries();
        boolean ide = isI440fx() || IDE_MACHINES.contains(machine.name());
        List<String> kinds = new ArrayList<>(List.of("disk", "cdrom"));
        addIf(kinds, floppy, "floppy");
        kinds.add("lun");
        List<String> buses = new ArrayList<>();
        addIf(buses, ide, "ide");
        addIf(buses, floppy, "fdc");
        buses.addAll(List.of("scsi", "virtio"));
        addIf(buses, has(QemuFact.DEVICE_USB_STORAGE), "usb");
        addIf(buses, has(QemuFact.ICH9_AHCI), "sata");
        out.start("disk", "supported", "yes");
        values(out, "diskDevice", kinds);
        values(out, "bus", buses);
        values(out, "model", models);
        out.end("disk");
    }

    private List<String> graphics() {
        List<String> types = new ArrayList<>();
        addIf(types, caps.schemaHas("query-display-options/ret-type/type/^sdl"), "sdl");
        addIf(types, has(QemuFact.VNC), "vnc");
        addIf(types, has(QemuFact.DISPLAY_DBUS), "rdp");
        addIf(types, has(QemuFact.SPICE), "spice");
        addIf(types, has(QemuFact.EGL_HEADLESS), "egl-headless");
        addIf(types, has(QemuFact.DISPLAY_DBUS), "dbus");
        return types;
    }

    private List<String> video() {
        List<String> types = new ArrayList<>();
        addIf(types, has(QemuFact.DEVICE_VGA), "vga");
        addIf(types, has(QemuFact.DEVICE_CIRRUS_VGA), "cirrus");
        addIf(types, has(QemuFact.DEVICE_VMWARE_SVGA), "vmvga");
        addIf(types, has(QemuFact.QXL), "qxl");
        addIf(types, has(QemuFact.DEVICE_VIRTIO_GPU) || has(QemuFact.DEVICE_VIRTIO_GPU_CCW), "virtio");
        types.add("none");
        addIf(types, has(QemuFact.DEVICE_BOCHS_DISPLAY), "bochs");
        addIf(types, has(QemuFact.DEVICE_RAMFB), "ramfb");
        return types;
    }

    private void tpm(Markup out) {
        List<String> models = new ArrayList<>();
        boolean spapr = caps.tpmModels().contains("tpm-spapr");
        addIf(models, caps.tpmModels().contains("tpm-tis"), "tpm-tis");
        addIf(models, caps.tpmModels().contains("tpm-crb"), "tpm-crb");
        addIf(models, spapr, "tpm-spapr");
        addIf(models, has(QemuFact.TPM_SPAPR_PROXY), "spapr-tpm-proxy");
        List<String> backends = new ArrayList<>();
        addIf(backends, has(QemuFact.DEVICE_TPM_PASSTHROUGH), "passthrough");
        boolean emulator = has(QemuFact.DEVICE_TPM_EMULATOR);
        addIf(backends, emulator, "emulator", "external");
        if (models.isEmpty() || backends.isEmpty()) {
            out.empty("tpm", "supported", "no");
            return;
        }
        out.start("tpm", "supported", "yes");
        values(out, "model", models);
        values(out, "backendModel", backends);
        values(out, "backendVersion", emulator ? host.tpmVersions() : List.of());
        out.end("tpm");
    }

    private void features(Markup out) {
        out.start("features");
        List<String> gic = machine.answersTo("virt") || machine.name().startsWith("virt-")
                ? caps.gic().stream().filter(g -> accelerator == Accelerator.TCG ? g.emulated() : g.kernel())
                        .map(GicCapability::version).sorted().map(String::valueOf).toList() : List.of();
        device(out, "gic", !gic.isEmpty(), Map.of("version", gic));
        supported(out, "vmcoreinfo", caps.hasDevice("vmcoreinfo"));
        supported(out, "genid", has(QemuFact.VMGENID));
        supported(out, "backingStoreInput", true);
        supported(out, "backup", true);
        supported(out, "async-teardown", has(QemuFact.RUN_WITH_ASYNC_TEARDOWN));
        if (isS390()) {
            supported(out, "s390-pv", has(QemuFact.S390_PV_GUEST));
        }
        supported(out, "ps2", isX86() && has(QemuFact.MACHINE_I8042_OPT));
        sev(out);
        sgx(out);
        List<String> hyperv = accelerator == Accelerator.TCG && !caps.supports(Accelerator.KVM) ? List.of()
                : HypervNames.ofProperties(caps.under(Accelerator.KVM).hypervEnlightenments());
        if (!hyperv.isEmpty()) {
            device(out, "hyperv", true, Map.of("features", hyperv));
        }
        List<String> secured = new ArrayList<>();
        addIf(secured, caps.sev().isPresent(), "sev");
        addIf(secured, caps.sev().isPresent() && has(QemuFact.SEV_SNP_GUEST), "sev-snp");
        addIf(secured, isS390() && has(QemuFact.S390_PV_GUEST), "s390-pv");
        device(out, "launchSecurity", !secured.isEmpty(), Map.of("sectype", secured));
        out.end("features");
    }

    private static void supported(Markup out, String name, boolean supported) {
        out.empty(name, "supported", supported ? "yes" : "no");
    }

    private void sev(Markup out) {
        if (caps.sev().isEmpty()) {
            supported(out, "sev", false);
            return;
        }
        SevCapability sev = caps.sev().get();
        out.start("sev", "supported", "yes").text("cbitpos", sev.cbitPos())
                .text("reducedPhysBits", sev.reducedPhysBits()).end("sev");
    }

    private void sgx(Markup out) {
        if (caps.sgx().isEmpty()) {
            supported(out, "sgx", false);
            return;
        }
        SgxCapability sgx = caps.sgx().get();
        out.start("sgx", "supported", "yes").text("flc", sgx.flc() ? "yes" : "no")
                .text("sgx1", sgx.sgx1() ? "yes" : "no").text("sgx2", sgx.sgx2() ? "yes" : "no")
                .text("section_size", sgx.totalBytes() / 1024, "unit", "KiB");
        out.start("sections");
        sgx.sectionSizes().forEach(s -> out.empty("section", "node", s.node(), "size", s.bytes() / 1024, "unit", "KiB"));
        out.end("sections").end("sgx");
    }
}
