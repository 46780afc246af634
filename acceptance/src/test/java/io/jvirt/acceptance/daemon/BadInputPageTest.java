package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.acceptance.testkit.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/reference/bad-input.md tells what jvirtd answers to bad input, given by python-libvirt; {@code
 * -Djvirt.docs.write=true} writes our column anew. libvirtd's comes from bench/bad_input.py beside a real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputPageTest {
    private static final Path PAGE = Path.of("../docs/reference/bad-input.md");

    private Lab lab;

    @BeforeAll
    void open() {
        Lab.require("virsh", "libvirt-clients");
        lab = Lab.open();
        lab.startDaemon();
    }

    @AfterAll
    void close() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    /** One kind of bad input: its words, our answer, libvirtd's. */
    private record Row(String input, String ours, String theirs) {
        @Override
        public String toString() {
            return "| " + input + " | " + ours + " | " + theirs + " |";
        }
    }

    private Map<String, String> answers() {
        String json = lab.run(List.of(Lab.PYTHON, Lab.project("bench/bad_input.py"), "--uri", lab.uri())).orFail();
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode answer : JsonMapper.shared().readTree(json)) {
            String text = answer.get(3).asString()
                    .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID")
                    .replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>");
            answers.put(answer.get(0).asString(), answer.get(1).asInt() + ": " + text);
        }
        return answers;
    }

    @Test
    void pageTellsWhatIsAnswered() throws Exception {
        Map<String, String> answers = answers();
        assertThat(answers).hasSizeGreaterThan(30);
        List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(" \\| ", -1);
            if (line.startsWith("| ") && cells.length == 3 && !line.startsWith("| ---") && !line.startsWith("| input")) {
                String input = cells[0].substring(2);
                found.add(input);
                expected.add(new Row(input, answers.getOrDefault(input, "no such case"), cells[2].substring(0, cells[2].length() - 2))
                        .toString());
            } else {
                expected.add(line);
            }
        }
        assertThat(found).containsExactlyElementsOf(answers.keySet());
        if (Boolean.getBoolean("jvirt.docs.write")) {
            Files.writeString(PAGE, String.join("\n", expected) + "\n");
            return;
        }
        assertThat(lines).isEqualTo(expected);
    }
}
