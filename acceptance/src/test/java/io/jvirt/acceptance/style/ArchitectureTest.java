package io.jvirt.acceptance.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the modules to the table in docs/architecture.md. What a module requires is all it can use: javac sees to that. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("..");
    private static final String PREFIX = "io.jvirt.";

    /** The table's rows: a module's name, and the modules it may use. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/architecture.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5 && cells[1].strip().startsWith("`")) {
                rows.put(cells[1].strip().replace("`", ""), new TreeSet<>(List.of(cells[3].strip().split(",? +"))));
            }
        }
        assertThat(rows).containsKeys("model", "api", "daemon");
        return rows;
    }

    private static Map<String, ModuleDescriptor> modules() {
        Map<String, ModuleDescriptor> found = new HashMap<>();
        for (String name : folders()) {
            Path classes = ROOT.resolve(name).resolve("target/classes");
            if (Files.exists(classes.resolve("module-info.class"))) {
                ModuleFinder.of(classes).findAll().forEach(module -> found.put(name, module.descriptor()));
            }
        }
        return found;
    }

    private static List<String> folders() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theTableNamesEveryModule() throws IOException {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(folders());
    }

    @Test
    void aModuleUsesOnlyWhatTheTableAllows() throws IOException {
        Map<String, Set<String>> allowed = table();
        Map<String, ModuleDescriptor> modules = modules();
        assertThat(modules).hasSizeGreaterThan(7);
        List<String> violations = new ArrayList<>();
        modules.forEach((name, module) -> {
            assertThat(module.name()).isEqualTo(PREFIX + name);
            Set<String> reachable = new TreeSet<>();
            allowed.get(name).forEach(used -> addWithPassedOn(used, modules, reachable));
            for (ModuleDescriptor.Requires used : module.requires()) {
                if (used.name().startsWith(PREFIX) && !reachable.contains(used.name().substring(PREFIX.length()))) {
                    violations.add(name + " -> " + used.name().substring(PREFIX.length()));
                }
            }
        });
        assertThat(violations).isEmpty();
    }

    private static void addWithPassedOn(String name, Map<String, ModuleDescriptor> modules, Set<String> reachable) {
        ModuleDescriptor module = modules.get(name);
        if (module != null && reachable.add(name)) {
            for (ModuleDescriptor.Requires used : module.requires()) {
                if (used.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)
                        && used.name().startsWith(PREFIX)) {
                    addWithPassedOn(used.name().substring(PREFIX.length()), modules, reachable);
                }
            }
        }
    }

    @Test
    void packagesAreNamedAfterTheirModule() {
        modules().forEach((name, module) -> assertThat(module.packages())
                .allSatisfy(packageName -> assertThat(packageName).startsWith(PREFIX + name)));
    }
}
