package io.jvirt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jvirt.cli.grammar.Arguments;
import io.jvirt.cli.grammar.Parser;
import io.jvirt.cli.grammar.Words;
import io.jvirt.cli.testkit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the how-to pages about the command line do what they say. */
class HowToPagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"console.md", "events.md", "scripting.md"})
    void examplesDoWhatTheySay(String page) throws IOException {
        Shell shell = new Shell();
        int run = 0;
        for (List<String> block : blocks(page, "```console")) {
            for (int i = 0; i < block.size(); ) {
                String command = block.get(i++);
                assertThat(command).startsWith("$ jvirt ");
                StringBuilder expected = new StringBuilder();
                while (i < block.size() && !block.get(i).startsWith("$ ")) {
                    expected.append(block.get(i++)).append('\n');
                }
                Shell.Result result = run(shell, command.substring("$ jvirt ".length()));
                assertThat((result.error() + result.out()).strip())
                        .as(command)
                        .isEqualTo(expected.toString().strip());
                run++;
            }
        }
        assertThat(run).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "console.md", "devices.md", "events.md", "host-interfaces.md", "network-filters.md", "networks.md",
        "node-devices.md", "scripting.md", "secrets.md", "shares.md", "storage.md"
    })
    void shellExamplesFollowTheGrammar(String page) throws IOException {
        for (List<String> block : blocks(page, "```sh")) {
            for (String line : block) {
                int start = line.indexOf("jvirt ");
                int end = line.indexOf(" |") >= 0 ? line.indexOf(" |") : line.indexOf(")");
                if (start >= 0) {
                    String command = line.substring(start + 6, end < start ? line.length() : end);
                    assertThatCode(() -> parse(command)).as(command).doesNotThrowAnyException();
                }
            }
        }
    }

    private static List<Arguments> parse(String line) {
        Settings settings = Settings.parse(words(line).toArray(new String[0]), new StringBuilder());
        List<Arguments> found = Parser.parse(Commands::find, Words.of(settings.words().toArray(new String[0])));
        assertThat(found).isNotEmpty();
        return found == null ? List.of() : found;
    }

    private static Shell.Result run(Shell shell, String line) {
        List<String> words = words(line);
        List<String> options = new ArrayList<>();
        while (words.get(0).startsWith("-")) {
            options.add(words.remove(0));
        }
        Shell configured = shell.with(options.toArray(new String[0]));
        return words.size() == 1 ? configured.run(words.get(0)) : configured.runWords(words);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Words split = Words.split(line);
        while (split.next() == Words.Token.WORD) {
            words.add(split.word());
        }
        return words;
    }

    private static List<List<String>> blocks(String page, String fence) throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : Files.readAllLines(Path.of("../docs/how-to", page))) {
            if (block == null && line.equals(fence)) {
                block = new ArrayList<>();
            } else if (block != null && line.equals("```")) {
                blocks.add(block);
                block = null;
            } else if (block != null) {
                block.add(line);
            }
        }
        return blocks;
    }
}
