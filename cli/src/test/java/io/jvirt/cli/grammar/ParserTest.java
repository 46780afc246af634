package io.jvirt.cli.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.cli.Commands;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    private static List<Arguments> parse(String text) {
        List<Arguments> found = Parser.parse(Commands::find, Words.split(text));
        assertThat(found).isNotNull();
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "setvcpus test 2",
        "setvcpus --domain test 2",
        "setvcpus --domain=test 2",
        "setvcpus test --count=2",
        "setvcpus --count 2 --domain test",
        "setvcpus --count=2 test",
        "setvcpus -- test 2",
    })
    void aValueIsGivenByNameOrByPlace(String text) {
        Arguments arguments = parse(text).get(0);
        assertThat(arguments.value("domain")).isEqualTo("test");
        assertThat(arguments.value("count")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "list foo                         | unexpected data 'foo'",
        "start                            | command 'start' requires <domain> option",
        "start --console=3 test           | invalid '=' after option --console",
        "start --domain                   | expected syntax: --domain <string>",
        "setvcpus test --count            | expected syntax: --count <number>",
        "list --all --all                 | option --all already seen",
        "dominfo --domain a --domain b    | option --domain already seen",
        "echo --hi=x                      | invalid '=' after option --hi",
        "dumpxml test //name              | unexpected data '//name'",
        "dompmsuspend a mem 5             | unexpected data '5'",
    })
    void errorsReadAsVirshWordsThem(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(SyntaxException.class).hasMessage(message);
    }

    @Test
    void aMistypedOptionGetsTheNearest() {
        assertThatThrownBy(() -> parse("list --inactiv"))
                .hasMessage("command 'list' doesn't support option --inactiv\nDid you mean '--inactive'?");
    }

    @Test
    void afterTwoDashesEverythingIsAValue() {
        assertThat(parse("echo -- --shell -- a").get(0).values("string")).containsExactly("--shell", "--", "a");
    }

    @Test
    void anAliasStandsForAnOptionOrAValue() {
        assertThat(parse("setmem test --kilobytes 400").get(0).value("size")).isEqualTo("400");
        assertThat(parse("echo --hi").get(0).values("string")).containsExactly("hello");
    }

    @Test
    void helpTurnsACommandIntoHelp() {
        Arguments arguments = parse("start --help").get(0);
        assertThat(arguments.command().name()).isEqualTo("help");
        assertThat(arguments.value("command")).isEqualTo("start");
    }

    @Test
    void severalCommandsAreParsedBeforeOneIsRun() {
        assertThat(parse("list --all; ; echo x # y\necho z")).hasSize(3);
        assertThatThrownBy(() -> parse("echo a; strat")).isInstanceOf(UnknownCommandException.class);
    }

    @Test
    void nothingIsNoCommandLine() {
        assertThat(Parser.parse(Commands::find, Words.split(""))).isNull();
        assertThat(Parser.parse(Commands::find, Words.split(";"))).isEmpty();
    }

    @Test
    void programsOfTheirOwnReadTheirWordsThemselves() {
        assertThat(parse("demo --batch -x").get(0).values("argument")).containsExactly("--batch", "-x");
    }

    @Test
    void everyCommandTakesTheOutputsFormat() {
        assertThat(parse("list --output json --all").get(0).value("output")).isEqualTo("json");
    }
}
