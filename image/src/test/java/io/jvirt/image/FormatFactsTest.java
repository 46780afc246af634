package io.jvirt.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.image.testkit.QemuImg;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an image tells about itself is what {@code qemu-img info} tells of it. */
class FormatFactsTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void referee() {
        QemuImg.assumeThere();
    }

    static Stream<List<String>> variants() {
        return Stream.of(
                List.of("vdi"), List.of("vdi", "static=on"), List.of("vmdk"), List.of("vmdk", "subformat=monolithicFlat"),
                List.of("vmdk", "subformat=twoGbMaxExtentSparse"), List.of("vmdk", "subformat=twoGbMaxExtentFlat"),
                List.of("vmdk", "subformat=streamOptimized"), List.of("vpc"), List.of("vpc", "subformat=fixed"),
                List.of("vhdx"), List.of("qed"), List.of("parallels"), List.of("luks", "iter-time=10"));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void areThoseOfQemu(List<String> variant) {
        ImageFormat format = ImageFormats.named(variant.getFirst());
        Path image = folder.resolve("image." + format.label());
        CreateOptions options = CreateOptions.of(format);
        for (String option : variant.subList(1, variant.size())) {
            options = options.with(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        format.create(new CreateRequest(
                image, 3L << 30, options, ImageFiles.HOST, id -> "p".getBytes(StandardCharsets.UTF_8)));
        String theirs = QemuImg.run("qemu-img", "info", "-f", format.label(), "--output=json", image.toString())
                .replaceAll("\\s+", "");
        try (DiskImage disk = Images.open(image, format, false)) {
            ImageFacts facts = disk.facts();
            assertThat(theirs).contains("\"virtual-size\":" + disk.size() + ",");
            if (facts.clusterSize() > 0) {
                assertThat(theirs).contains("\"cluster-size\":" + facts.clusterSize() + ",");
            } else {
                assertThat(theirs.replaceAll("\"format-specific\".*", "")).doesNotContain("cluster-size");
            }
            assertThat(theirs.contains("\"encrypted\":true")).isEqualTo(facts.encrypted());
            assertThat(Images.probe(image).label()).isIn(format.label(), "raw");
            if (facts.specific().entries().isEmpty()) {
                assertThat(theirs).doesNotContain("format-specific");
            } else {
                assertThat(theirs).contains("\"format-specific\":{\"type\":\"" + format.label() + "\",\"data\":"
                        + json(facts.specific()) + "}");
            }
        }
    }

    private static String json(Fact fact) {
        return switch (fact) {
            case Fact.Text text -> '"' + text.value() + '"';
            case Fact.Number number -> Long.toString(number.value());
            case Fact.Flag flag -> Boolean.toString(flag.value());
            case Fact.Sequence sequence ->
                sequence.values().stream().map(FormatFactsTest::json).collect(Collectors.joining(",", "[", "]"));
            case Fact.Group group -> group.entries().stream()
                    .map(entry -> '"' + entry.name() + "\":" + json(entry.value()))
                    .collect(Collectors.joining(",", "{", "}"));
        };
    }
}
