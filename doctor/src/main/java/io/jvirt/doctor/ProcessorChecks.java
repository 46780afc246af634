package io.jvirt.doctor;

import io.jvirt.host.facts.HostCpus;
import io.jvirt.host.facts.Kernel;
import io.jvirt.qemu.capabilities.KvmTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hardware virtualization: the processor, /dev/kvm, and whether a guest really runs on it. */
final class ProcessorChecks implements Check {
    private static final String AREA = "Processor";
    private static final String DEVICE = "/dev/kvm";
    /** A healthy trial takes a fraction of a second. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public List<Finding> run(Programs programs) {
        List<Finding> findings = new ArrayList<>();
        findings.add(virtualization(HostCpus.read().flags()));
        findings.add(device(Kernel.hasDevice(DEVICE), Files.isWritable(Path.of(DEVICE)), System.getProperty("user.name")));
        if (Kernel.hasDevice(DEVICE)) {
            findings.add(trial(programs));
        }
        findings.add(iommu(Kernel.iommuGroups()));
        return findings;
    }

    static Finding virtualization(Set<String> flags) {
        String subject = "hardware virtualization";
        if (flags.contains("vmx")) {
            return Finding.pass(AREA, subject, "Intel VT-x (vmx)");
        }
        if (flags.contains("svm")) {
            return Finding.pass(AREA, subject, "AMD-V (svm)");
        }
        return Finding.warn(AREA, subject, "neither vmx nor svm among the processor's flags",
                flags.contains("hypervisor")
                        ? "this is a virtual machine: allow nested virtualization on its host, or live with emulated, slow guests"
                        : "enable virtualization in the firmware's setup, or live with emulated, slow guests");
    }

    static Finding device(boolean exists, boolean usable, String user) {
        if (!exists) {
            return Finding.warn(AREA, DEVICE, "does not exist",
                    "load the module: modprobe kvm_intel or modprobe kvm_amd; guests are emulated until then");
        }
        if (!usable) {
            return Finding.warn(AREA, DEVICE, "exists, but user " + user + " may not open it",
                    "add the user to the group that owns it: usermod -aG kvm " + user + ", then log in again");
        }
        return Finding.pass(AREA, DEVICE, "exists and may be opened");
    }

    private static Finding trial(Programs programs) {
        String subject = "a guest on /dev/kvm";
        Optional<Path> binary = programs.find("qemu-system-x86_64");
        if (binary.isEmpty() || !System.getProperty("os.arch").equals("amd64")) {
            return Finding.warn(AREA, subject, "not tried: it takes qemu-system-x86_64 on an x86-64 host",
                    "apt-get install qemu-system-x86");
        }
        return KvmTrial.whyUnusable(binary.get(), LIMIT)
                .map(why -> Finding.warn(AREA, subject, why,
                        "guests are emulated instead, which is slow; look for kvm in the kernel's messages (dmesg)"
                                + " and, in a virtual machine, at its host's support for nested virtualization"))
                .orElseGet(() -> Finding.pass(AREA, subject, "a trial guest reached 64-bit mode"));
    }

    static Finding iommu(int groups) {
        String subject = "IOMMU, to hand devices to guests";
        return groups > 0
                ? Finding.pass(AREA, subject, groups + " groups")
                : Finding.warn(AREA, subject, "no IOMMU groups",
                        "enable VT-d or AMD-Vi in the firmware's setup and, on Intel, add intel_iommu=on to the kernel's"
                                + " command line; only passing devices through needs it");
    }
}
