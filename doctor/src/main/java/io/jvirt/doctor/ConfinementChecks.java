package io.jvirt.doctor;

import io.jvirt.host.facts.Cgroups;
import io.jvirt.host.facts.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What keeps guests apart and within bounds: control groups, namespaces, system call filters. */
final class ConfinementChecks implements Check {
    private static final String AREA = "Confinement";
    private static final List<String> NAMESPACES = List.of("cgroup", "ipc", "mnt", "net", "pid", "user", "uts");
    private static final List<String> CONTROLLERS_V1 =
            List.of("blkio", "cpu", "cpuacct", "cpuset", "devices", "freezer", "memory", "pids");
    private static final Set<String> CONTROLLERS =
            Set.of("blkio", "cpu", "cpuacct", "cpuset", "devices", "freezer", "io", "memory", "pids");
    private static final List<String> CONTROLLERS_V2 = List.of("cpu", "cpuset", "io", "memory", "pids");

    @Override
    public List<Finding> run(Programs programs) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(groups(Cgroups.read()));
        findings.add(namespaces(Kernel.namespaces()));
        findings.add(userNamespaces());
        findings.add(Files.exists(Path.of("/proc/sys/kernel/seccomp/actions_avail"))
                ? Finding.pass(AREA, "seccomp", "the kernel filters system calls")
                : Finding.warn(AREA, "seccomp", "the kernel cannot filter system calls",
                        "use a kernel with CONFIG_SECCOMP_FILTER; QEMU's own sandbox needs it"));
        return findings;
    }

    static List<Finding> groups(Cgroups groups) {
        String mounted = switch (groups.layout()) {
            case NONE -> "";
            case LEGACY -> "version 1";
            case HYBRID -> "version 1, with version 2 beside it";
            case UNIFIED -> "version 2";
        };
        if (mounted.isEmpty()) {
            return List.of(Finding.warn(AREA, "control groups", "none are mounted at /sys/fs/cgroup",
                    "mount -t cgroup2 cgroup2 /sys/fs/cgroup; without them guests' shares and limits cannot be set"));
        }
        boolean unified = groups.layout() == Cgroups.Layout.UNIFIED;
        Set<String> present = new TreeSet<>(unified ? groups.unified() : groups.legacy());
        present.retainAll(CONTROLLERS);
        List<String> missing = new ArrayList<>(unified ? CONTROLLERS_V2 : CONTROLLERS_V1);
        missing.removeAll(present);
        Finding controllers = missing.isEmpty()
                ? Finding.pass(AREA, "controllers", String.join(" ", present))
                : Finding.warn(AREA, "controllers", String.join(" ", present) + "; missing: " + String.join(" ", missing),
                        unified
                                ? "write +" + String.join(" +", missing) + " to cgroup.subtree_control of the parent group,"
                                        + " or enable them in the kernel"
                                : "mount them: mount -t cgroup -o NAME NAME /sys/fs/cgroup/NAME");
        return List.of(Finding.pass(AREA, "control groups", mounted), controllers);
    }

    static Finding namespaces(Set<String> present) {
        List<String> missing = new ArrayList<>(NAMESPACES);
        missing.removeAll(present);
        return missing.isEmpty()
                ? Finding.pass(AREA, "namespaces", String.join(" ", NAMESPACES))
                : Finding.warn(AREA, "namespaces", "missing: " + String.join(" ", missing),
                        "use a kernel that has them; containers need them");
    }

    /** A missing file means that the kernel does not know the restriction. */
    private static Finding userNamespaces() {
        boolean allowed = !text("/proc/sys/user/max_user_namespaces", "0").equals("0")
                && !text("/proc/sys/kernel/unprivileged_userns_clone", "1").equals("0");
        return allowed
                ? Finding.pass(AREA, "user namespaces for users", "allowed")
                : Finding.warn(AREA, "user namespaces for users", "not allowed",
                        "sysctl -w user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1;"
                                + " only containers of users need them");
    }

    private static String text(String file, String otherwise) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return otherwise;
        }
    }
}
