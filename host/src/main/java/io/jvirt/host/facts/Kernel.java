package io.jvirt.host.facts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the host's kernel is and offers. */
public final class Kernel {
    private Kernel() {}

    /** {@return such as 6.1.0-13-amd64} */
    public static String release() {
        return KernelFile.text(Path.of("/proc/sys/kernel/osrelease")).orElse("unknown");
    }

    /** {@return a text that is another after each boot} */
    public static String bootId() {
        return KernelFile.text(Path.of("/proc/sys/kernel/random/boot_id")).orElse("");
    }

    /** {@return the host's name} */
    public static String hostName() {
        return KernelFile.text(Path.of("/proc/sys/kernel/hostname")).orElse("localhost");
    }

    /** {@return the kinds of namespaces that there are: cgroup, ipc, mnt, net, pid, time, user, uts (namespaces(7))} */
    public static Set<String> namespaces() {
        Set<String> names = new TreeSet<>();
        for (Path entry : KernelFile.entries(Path.of("/proc/self/ns"))) {
            String name = entry.getFileName().toString();
            if (!name.endsWith("_for_children")) {
                names.add(name);
            }
        }
        return names;
    }

    /** {@return how many IOMMU groups there are; none means that no host device can be given to a guest} */
    public static int iommuGroups() {
        return KernelFile.entries(Path.of("/sys/kernel/iommu_groups")).size();
    }

    /** {@return the security modules that are active: apparmor, selinux ...} */
    public static List<String> securityModules() {
        return KernelFile.text(Path.of("/sys/kernel/security/lsm"))
                .map(text -> List.of(text.split(",")))
                .orElse(List.of());
    }

    /** {@return whether the kvm modules let guests run guests} */
    public static boolean nestedVirtualization() {
        for (String module : List.of("kvm_intel", "kvm_amd")) {
            String value = KernelFile.text(Path.of("/sys/module/" + module + "/parameters/nested")).orElse("N");
            if (value.equals("Y") || value.equals("1")) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether there is a device of the kind, such as /dev/kvm, which says nothing of its use} */
    public static boolean hasDevice(String path) {
        return Files.exists(Path.of(path));
    }
}
