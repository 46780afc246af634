package io.jvirt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The drivers that a kernel does not have built in. */
final class KernelModules {
    private static final String ENDING = ".ko";

    private final Map<String, Path> files = new HashMap<>();

    private KernelModules() {}

    /** {@return the modules of a kernel that lies in a boot folder, installed or unpacked; none when there are none} */
    static KernelModules beside(Path kernel) throws IOException {
        KernelModules modules = new KernelModules();
        String version = kernel.getFileName().toString().replaceFirst("^vmlinuz-", "");
        Path folder = kernel.resolveSibling("../lib/modules/" + version + "/kernel").normalize();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.forEach(file -> {
                    String name = file.getFileName().toString();
                    if (name.endsWith(ENDING)) {
                        modules.files.put(name.substring(0, name.length() - ENDING.length()), file);
                    }
                });
            }
        }
        return modules;
    }

    /** {@return the files of those modules that there are, in the order of the names} */
    List<Path> of(List<String> names) {
        return names.stream().map(files::get).filter(Objects::nonNull).toList();
    }
}
