package io.jvirt.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void readsValuesInBothSpellings() throws Exception {
        Options options = Options.parse(List.of(
                "--session", "--config=/a/b.conf", "--timeout", "30", "--listen-classic", "--log-file", "x.log", "-v"));
        assertThat(options.session()).isTrue();
        assertThat(options.config()).isEqualTo(Path.of("/a/b.conf"));
        assertThat(options.timeout()).hasValue(30);
        assertThat(options.listenClassic()).isTrue();
        assertThat(options.logFile()).isEqualTo(Path.of("x.log"));
        assertThat(options.verbose()).isTrue();
        assertThat(options.root()).isEqualTo(Path.of("/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--sesion | unknown option '--sesion'",
        "--config | option --config needs a value",
        "--timeout soon | option --timeout needs a number of seconds, not 'soon'",
        "--timeout -1 | option --timeout needs a number of seconds, not '-1'",
        "--system --session | --system and --session exclude each other",
        "--session --root /x | --root is for the system instance; a session's folders follow HOME and the XDG variables",
        "start | unknown option 'start'"
    })
    void refusesWhatMakesNoSense(String line, String message) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
                .isInstanceOf(Options.UsageException.class)
                .hasMessage(message);
    }

    @Test
    void helpNamesEveryOption() throws Exception {
        for (String option : List.of("--system", "--session", "--listen-classic", "--config", "--timeout", "--root",
                "--log-file", "--verbose", "--print-config", "--version", "--help")) {
            assertThat(Options.HELP).contains(option);
            Options.parse(List.of(option.equals("--timeout") ? option + "=1" : List.of("--config", "--root", "--log-file")
                    .contains(option) ? option + "=/x" : option));
        }
    }
}
