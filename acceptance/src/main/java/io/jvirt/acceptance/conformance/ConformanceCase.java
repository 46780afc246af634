package io.jvirt.acceptance.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of {@code cases.jsonl}: what goes in, what must come out, and the environment it happens in.
 *
 * @param folder the folder of {@code cases.jsonl}, all paths are relative to it
 * @param id the name for reports; no suite may look at it
 * @param suite which suite runs the case
 * @param input the input file
 * @param expected the file with the expected output; for a must-fail case it holds somebody else's error text
 * @param mustFail whether the input must be rejected
 * @param flags the environment: QEMU's recorded session, architecture, configuration, host
 * @param support files that belong to the environment
 */
public record ConformanceCase(Path folder, String id, String suite, Path input, @Nullable Path expected,
        boolean mustFail, JsonNode flags, List<Path> support) {
    public ConformanceCase {
        support = List.copyOf(support);
    }

    static ConformanceCase of(Path folder, JsonNode line) {
        List<Path> support = new ArrayList<>();
        line.path("support").forEach(s -> support.add(folder.resolve(s.asString(""))));
        return new ConformanceCase(folder, line.path("id").asString(""), line.path("suite").asString(""),
                folder.resolve(line.path("input").asString("")),
                line.has("expected") ? folder.resolve(line.path("expected").asString("")) : null,
                line.path("expect_failure").asBoolean(false), line.path("flags"), support);
    }

    /** {@return the text flag} */
    public Optional<String> text(String flag) {
        return flags.has(flag) ? Optional.of(flags.path(flag).asString("")) : Optional.empty();
    }

    /** {@return whether the flag is there and true} */
    public boolean is(String flag) {
        return flags.path(flag).asBoolean(false);
    }

    /** {@return the texts of a list flag} */
    public List<String> texts(String flag) {
        List<String> values = new ArrayList<>();
        flags.path(flag).forEach(v -> values.add(v.asString("")));
        return values;
    }

    /** {@return the input as text} */
    public String inputText() throws IOException {
        return Files.readString(input, StandardCharsets.UTF_8);
    }

    /** {@return the expected output as text} */
    public String expectedText() throws IOException {
        if (expected == null) {
            throw new IOException("the case has no expected output");
        }
        return Files.readString(expected, StandardCharsets.UTF_8);
    }
}
