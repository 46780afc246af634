package io.jvirt.host.facts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the host offers control groups (cgroups(7)).
 *
 * @param layout what is mounted at /sys/fs/cgroup
 * @param unified controllers of version 2
 * @param legacy controllers of version 1
 */
public record Cgroups(Layout layout, Set<String> unified, Set<String> legacy) {
    public Cgroups {
        unified = Set.copyOf(unified);
        legacy = Set.copyOf(legacy);
    }

    /** The ways in which distributions mount control groups. */
    public enum Layout {
        /** Nothing is mounted. */
        NONE,
        /** Version 1 alone. */
        LEGACY,
        /** Version 1, with version 2 beside it at "unified". */
        HYBRID,
        /** Version 2 alone. */
        UNIFIED
    }

    /** {@return what this host offers} */
    public static Cgroups read() {
        return read(Path.of("/sys/fs/cgroup"));
    }

    static Cgroups read(Path mount) {
        if (Files.exists(mount.resolve("cgroup.controllers"))) {
            return new Cgroups(Layout.UNIFIED, controllers(mount), Set.of());
        }
        Set<String> legacy = new TreeSet<>();
        for (Path entry : KernelFile.entries(mount)) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry) && !name.equals("unified")) {
                legacy.addAll(Set.of(name.split(",")));
            }
        }
        Path unified = mount.resolve("unified");
        if (Files.exists(unified.resolve("cgroup.controllers"))) {
            return new Cgroups(Layout.HYBRID, controllers(unified), legacy);
        }
        return new Cgroups(legacy.isEmpty() ? Layout.NONE : Layout.LEGACY, Set.of(), legacy);
    }

    private static Set<String> controllers(Path folder) {
        Set<String> names = new TreeSet<>();
        KernelFile.text(folder.resolve("cgroup.controllers")).ifPresent(text -> {
            for (String name : text.split(" ")) {
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        });
        return names;
    }
}
