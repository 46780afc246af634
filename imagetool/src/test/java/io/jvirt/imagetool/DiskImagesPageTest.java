package io.jvirt.imagetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command line of docs/how-to/disk-images.md works, in the order of the page. */
class DiskImagesPageTest {
    private static final Set<String> FILES = Set.of("base.qcow2", "top.qcow2", "packed.qcow2", "plain.raw", "before.raw",
            "part.raw", "closed.qcow2", "open.raw");

    @TempDir
    Path folder;

    @Test
    void everyExampleWorks() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/how-to/disk-images.md")).stream()
                .filter(line -> line.startsWith("jvirt image "))
                .toList();
        assertThat(lines).hasSizeGreaterThan(20);
        for (String line : lines) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
                int status = Main.run(words(line), new Console(out, out));
                assertThat(status).as("%s: %s", line, said.toString(StandardCharsets.UTF_8)).isZero();
            }
        }
    }

    private List<String> words(String line) {
        return List.of(line.substring("jvirt image ".length()).split(" ")).stream()
                .map(word -> word.equals("\"\"") ? "" : word)
                .map(word -> {
                    String changed = word;
                    for (String file : FILES) {
                        // Backing files are named relative to their image and stay as they are.
                        changed = changed.replaceAll("(^|=)" + file + "($|,)", "$1" + folder.resolve(file) + "$2");
                    }
                    return changed;
                })
                .toList();
    }
}
