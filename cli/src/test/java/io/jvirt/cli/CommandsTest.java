package io.jvirt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Option;
import io.jvirt.cli.grammar.Parser;
import io.jvirt.cli.grammar.Words;
import io.jvirt.cli.testkit.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of commands is sound. */
class CommandsTest {
    /** Commands that need a terminal, another program or time. */
    private static final Set<String> NOT_RUN =
            Set.of("console", "edit", "event", "qemu-monitor-event", "demo", "doctor", "conformance");

    static Stream<Command> commands() {
        return Commands.names().stream().map(Commands::find);
    }

    @Test
    void namesAreUnique() {
        assertThat(Commands.names()).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void optionsFitTheParser(Command command) {
        assertThat(command.options()).hasSizeLessThan(64);
        assertThat(command.options().stream().map(Option::name)).doesNotHaveDuplicates();
        List<Option> places = command.options().stream().filter(Option::positional).toList();
        for (int i = 0; i < places.size() - 1; i++) {
            assertThat(places.get(i).kind()).as("a list takes all that follows").isNotEqualTo(Option.Kind.LIST);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExampleIsACommandLineOfThisCommand(Command command) {
        String example = command.example();
        int start = example.indexOf("jvirt ");
        assertThat(start).isNotNegative();
        List<String> words = new ArrayList<>();
        Words split = Words.split(example.substring(start + 6));
        while (split.next() == Words.Token.WORD) {
            words.add(split.word());
        }
        assertThat(String.join(" ", words)).contains(command.name());
        assertThatCode(() -> Parser.parse(
                        Commands::find,
                        words.size() == 1 ? Words.split(words.get(0)) : Words.of(words.toArray(new String[0]))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasCodeBehindIt(Command command) {
        if (NOT_RUN.contains(command.name())) {
            return;
        }
        StringBuilder line = new StringBuilder(command.name());
        for (Option option : command.options()) {
            if (option.required()) {
                line.append(" --").append(option.name()).append(option.kind() == Option.Kind.NUMBER ? " 1" : " web");
            }
        }
        Shell.Result result = new Shell().run(line.toString());
        assertThat(result.error()).as(line.toString()).isNotEqualTo("error: " + command.name() + "\n");
    }

    @Test
    void groupsHoldAllCommands() {
        int count = 0;
        for (Group group : Group.values()) {
            count += Commands.of(group).size();
        }
        assertThat(count).isEqualTo(Commands.names().size());
    }
}
