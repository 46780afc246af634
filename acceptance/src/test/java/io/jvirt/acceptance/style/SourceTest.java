package io.jvirt.acceptance.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that every source file keeps. */
class SourceTest {
    private static final Path ROOT = Path.of("..");
    /** Spelt in two parts so that this file keeps its own rule. */
    private static final List<String> UNFINISHED = List.of("TO" + "DO", "FIX" + "ME", "XX" + "X:");

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList()) {
                if (Files.isDirectory(module.resolve("src"))) {
                    try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
        }
        assertThat(found).hasSizeGreaterThan(100);
        return found;
    }

    @Test
    void nothingIsLeftUnfinished() throws IOException {
        List<String> places = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            UNFINISHED.stream().filter(text::contains).forEach(word -> places.add(file + ": " + word));
        }
        assertThat(places).isEmpty();
    }

    @Test
    void onlyProgramsEndTheProcess() throws IOException {
        List<String> places = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            if (text.contains("System.exit(") && !text.contains("static void main(") && !file.toString().contains("/test/")) {
                places.add(file.toString());
            }
        }
        assertThat(places).isEmpty();
    }

    @Test
    void everyModuleChecksForNull() throws IOException {
        for (Path file : sources()) {
            if (file.getFileName().toString().equals("module-info.java")) {
                assertThat(Files.readString(file)).as(file.toString()).contains("@org.jspecify.annotations.NullMarked");
            }
        }
    }
}
