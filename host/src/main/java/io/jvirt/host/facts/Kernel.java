package io.jvirt.host.facts;

import io.jvirt.host.HostException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return KernelFile.text(Path.of("/proc/sys/kernel/random/boot_id"))
                .orElseThrow(() -> new HostException("Cannot read the host's boot id; is /proc mounted?"));
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

    /** {@return whether there is a device of the kind, such as /dev/kvm, which says nothing of its use} */
    public static boolean hasDevice(String path) {
        return Files.exists(Path.of(path));
    }
}
