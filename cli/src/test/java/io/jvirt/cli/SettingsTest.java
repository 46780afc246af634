package io.jvirt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Settings parse(String line) {
        return Settings.parse(line.isEmpty() ? new String[0] : line.split(" ", -1), new StringBuilder());
    }

    @Test
    void optionsEndWhereTheCommandBegins() {
        Settings settings = parse("-qr -c test:///default -k5 --log=x list --all -q");
        assertThat(settings.quiet()).isTrue();
        assertThat(settings.readOnly()).isTrue();
        assertThat(settings.uri()).isEqualTo("test:///default");
        assertThat(settings.keepaliveInterval()).isEqualTo(5);
        assertThat(settings.logFile()).isEqualTo("x");
        assertThat(settings.words()).containsExactly("list", "--all", "-q");
        assertThat(parse("-- echo a").words()).containsExactly("echo", "a");
    }

    @Test
    void longNamesCanBeCutShort() {
        assertThat(parse("--conn x list").uri()).isEqualTo("x");
        assertThat(parse("--version=long").info()).isEqualTo(Settings.Info.LONG_VERSION);
        assertThat(parse("-v").info()).isEqualTo(Settings.Info.VERSION);
    }

    @Test
    void theEscapeKeyIsWrittenWithACaret() {
        assertThat(parse("-e ^A list").escape()).isEqualTo('\u0001');
        assertThat(parse("-e ^] list").escape()).isEqualTo('\u001d');
        assertThat(parse("list").escape()).isEqualTo('\u001d');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "-Z             | unsupported option '-Z'. See --help.",
        "--bogus        | unsupported option '--bogus'. See --help.",
        "-c             | option '-c'/'--connect' requires an argument",
        "--connect      | option '-c'/'--connect' requires an argument",
        "-d x echo      | option -d takes a numeric argument",
        "-k x echo      | Invalid value for option -k",
        "-k -1 echo     | option -k requires a positive integer argument",
        "-e ab echo     | Invalid string 'ab' for escape sequence",
        "--output x     | unknown output format 'x', expecting 'table', 'json' or 'yaml'",
    })
    void errorsReadAsVirshWordsThem(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(Failure.class).hasMessage(message);
    }

    @Test
    void aLevelOutOfRangeIsIgnoredWithAWord() {
        StringBuilder warnings = new StringBuilder();
        assertThat(Settings.parse(new String[] {"-d", "9", "list"}, warnings).debug()).isEqualTo(4);
        assertThat(warnings).hasToString("error: ignoring debug level 9 out of range [0-4]\n");
    }
}
