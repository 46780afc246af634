package io.jvirt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/reference/cli.md is made of the table of commands; {@code -Djvirt.docs.write=true} makes it anew. */
class ReferencePageTest {
    @Test
    void thePageIsUpToDate() throws IOException {
        Path page = Path.of("../docs/reference/cli.md");
        String expected = page();
        if (Boolean.getBoolean("jvirt.docs.write")) {
            Files.writeString(page, expected);
        }
        assertThat(page).as("stale: run this test with -Djvirt.docs.write=true").hasContent(expected);
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # Commands of jvirt

                Made of the table of commands; do not edit. Options before the command are in `jvirt --help`. Every command
                also takes `--help` and `--output table|json|yaml`. A word without an option's name fills the first option
                in square brackets that has no value yet.

                """);
        for (Group group : Group.values()) {
            text.append("## ").append(group.title()).append("\n\n");
            for (Command command : Commands.of(group)) {
                text.append("### ").append(command.name()).append("\n\n");
                text.append(command.description().replaceAll("\\s+", " ")).append("\n\n");
                text.append("    ").append(command.synopsis()).append("\n\n");
                boolean any = false;
                for (Option option : command.options()) {
                    if (option.kind() == Option.Kind.ALIAS) {
                        continue;
                    }
                    String name = option.kind() == Option.Kind.FLAG
                            ? "--" + option.name()
                            : option.positional()
                                    ? "[--" + option.name() + "] VALUE"
                                    : "--" + option.name() + " VALUE";
                    text.append("- `").append(name).append("` ").append(option.help()).append('\n');
                    any = true;
                }
                text.append(any ? "\n" : "").append("Example: `").append(command.example()).append("`\n\n");
            }
        }
        return text.toString();
    }
}
