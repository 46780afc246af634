package io.jvirt.cli.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static List<String> words(String text) {
        List<String> found = new ArrayList<>();
        Words words = Words.split(text);
        for (Words.Token token = words.next(); token != Words.Token.END; token = words.next()) {
            found.add(token == Words.Token.WORD ? words.word() : "<end>");
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a b               | a,b",
        "'a b' c           | a b,c",
        "\"a \\\" b\"      | a \" b",
        "a\\ b             | a b",
        "'a\\b'            | a\\b",
        "a;b               | a,<end>,b",
        "a # b; c          | a,<end>",
        "a#b               | a#b",
        "'a'\"b\"c         | abc",
        "''                | ``",
    })
    void splitsAsAShellWould(String text, String expected) {
        assertThat(String.join(",", words(text))).isEqualTo(expected);
    }

    @Test
    void aBackslashJoinsLinesAndALineEndsACommand() {
        assertThat(words("ec\\\nho a\nb")).containsExactly("echo", "a", "<end>", "b");
        assertThat(words("#unbalanced; 'quotes\"\necho a")).containsExactly("<end>", "echo", "a");
    }

    @Test
    void anOpenQuoteIsAnError() {
        assertThatThrownBy(() -> words("echo \"a")).isInstanceOf(SyntaxException.class).hasMessage("missing \"");
        assertThatThrownBy(() -> words("echo a\\")).isInstanceOf(SyntaxException.class).hasMessage("dangling \\");
    }

    @Test
    void anOpenSingleQuoteEndsWithTheTextAsInVirsh() {
        assertThat(words("echo 'a b")).containsExactly("echo", "a b");
    }

    @Test
    void givenWordsAreTakenAsTheyAre() {
        Words words = Words.of("echo", ";", "#");
        assertThat(words.next()).isEqualTo(Words.Token.WORD);
        words.next();
        assertThat(words.word()).isEqualTo(";");
        assertThat(words.next()).isEqualTo(Words.Token.WORD);
        assertThat(words.next()).isEqualTo(Words.Token.END);
    }
}
