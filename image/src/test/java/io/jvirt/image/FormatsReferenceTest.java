package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.ImageFormat.Feature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on image formats says what the formats can do, and its example works. */
class FormatsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "image-formats.md");

    @TempDir
    Path folder;

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        String updated = replace(replace(page, "features", features()), "options", options());
        if (Boolean.getBoolean("jvirt.update.reference")) {
            Files.writeString(PAGE, updated);
        }
        assertThat(PAGE).as("run this test with -Djvirt.test.args=-Djvirt.update.reference=true and commit the page")
                .hasContent(updated);
    }

    private static String replace(String page, String mark, String table) {
        String start = "<!-- generated: " + mark + " -->\n";
        int from = page.indexOf(start) + start.length();
        int to = page.indexOf("<!-- end -->", from);
        return page.substring(0, from) + "\n" + table + "\n" + page.substring(to);
    }

    private static Stream<ImageFormat> formats() {
        return ImageFormats.all().stream().sorted(Comparator.comparing(ImageFormat::label));
    }

    private static String features() {
        List<Feature> all = List.of(Feature.values());
        String head = "| format | " + all.stream().map(FormatsReferenceTest::word).collect(Collectors.joining(" | "))
                + " |\n|" + " --- |".repeat(all.size() + 1) + "\n";
        return formats().map(format -> "| `" + format.label() + "` | " + all.stream()
                        .map(feature -> format.features().contains(feature) ? "yes" : "")
                        .collect(Collectors.joining(" | ")) + " |\n")
                .collect(Collectors.joining("", head, ""));
    }

    private static String word(Feature feature) {
        return feature.name().toLowerCase(Locale.ROOT);
    }

    private static String options() {
        return formats().flatMap(format -> format.createOptions().stream()
                        .map(option -> "| `" + format.label() + "` | `" + option.name() + "` | " + values(option) + " | "
                                + option.help() + " |\n"))
                .collect(Collectors.joining("", "| format | option | values | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String values(CreateOption option) {
        return switch (option.kind()) {
            case SIZE -> "a size, such as `64k`";
            case NUMBER -> "a number";
            case FLAG -> "`on`, `off`";
            case TEXT -> "text";
            case CHOICE -> option.choices().stream().collect(Collectors.joining("`, `", "`", "`"));
        };
    }

    @Test
    void theExampleWorks() throws IOException {
        assertThat(PAGE).content().contains(String.join("\n", Files.readAllLines(
                        Path.of("src", "test", "java", "io", "jvirt", "image", "FormatsReferenceTest.java")).stream()
                .dropWhile(line -> !line.contains("// example")).skip(1)
                .takeWhile(line -> !line.contains("// end"))
                .map(line -> line.length() > 8 ? line.substring(8) : "")
                .toList()));
        // example
        ImageFormat vhdx = ImageFormats.named("vhdx");
        Path path = folder.resolve("disk.vhdx");
        CreateOptions options = CreateOptions.of(vhdx).with("block_size", "1M");
        vhdx.create(CreateRequest.of(path, 10L << 30, options));

        try (DiskImage disk = Images.open(path, vhdx, true)) {
            disk.write(4096, ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
            disk.flush();
        }
        // end
        try (DiskImage disk = Images.open(path, vhdx, false)) {
            ByteBuffer back = ByteBuffer.allocate(5);
            disk.read(4096, back);
            assertThat(new String(back.array(), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
    }
}
