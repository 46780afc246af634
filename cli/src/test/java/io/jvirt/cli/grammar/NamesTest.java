package io.jvirt.cli.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final List<String> KNOWN = List.of("start", "suspend", "reset", "restore", "reboot", "list");

    @Test
    void findsSwappedAndMissingLetters() {
        assertThat(Names.near("strat", KNOWN)).containsExactly("start");
        assertThat(Names.near("lst", KNOWN)).containsExactly("list");
        assertThat(Names.near("restor", KNOWN)).first().isEqualTo("restore");
        assertThat(Names.near("zzzzzz", KNOWN)).isEmpty();
    }

    @Test
    void aBeginningIsNear() {
        assertThat(Names.near("sus", KNOWN)).containsExactly("suspend");
    }

    @Test
    void saysSoInOneLine() {
        assertThat(Names.hint("", "strat", KNOWN)).isEqualTo("\nDid you mean 'start'?");
        assertThat(Names.hint("--", "xyzzy", KNOWN)).isEmpty();
    }
}
