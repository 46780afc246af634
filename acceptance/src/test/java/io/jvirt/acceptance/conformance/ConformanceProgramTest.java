package io.jvirt.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceProgramTest {
    @TempDir Path folder;

    /** Upper-cases its input, rejects the empty one, and falls over at a question mark. */
    private static final class Shouting implements Suite {
        @Override
        public String name() {
            return "shouting";
        }

        @Override
        public String run(ConformanceCase theCase) throws IOException {
            String text = theCase.inputText();
            if (text.isEmpty()) {
                throw new IllegalArgumentException("nothing to shout");
            }
            if (text.equals("?")) {
                throw new IllegalStateException("lost");
            }
            return text.toUpperCase(java.util.Locale.ROOT);
        }

        @Override
        public Optional<String> difference(String expected, String actual) {
            return expected.equals(actual) ? Optional.empty() : Optional.of("is " + actual);
        }

        @Override
        public boolean isRejection(Throwable thrown) {
            return thrown instanceof IllegalArgumentException;
        }
    }

    @Test
    void countsPassedRejectedAndUnknownSuites() throws IOException {
        Files.writeString(folder.resolve("a.in"), "a");
        Files.writeString(folder.resolve("a.out"), "A");
        Files.writeString(folder.resolve("b.out"), "B");
        Files.writeString(folder.resolve("empty.in"), "");
        Files.writeString(folder.resolve("lost.in"), "?");
        Files.writeString(folder.resolve("cases.jsonl"), """
                {"id":"good","suite":"shouting","input":"a.in","expected":"a.out"}
                {"id":"bad","suite":"shouting","input":"a.in","expected":"b.out"}
                {"id":"refused","suite":"shouting","input":"empty.in","expect_failure":true}
                {"id":"crash","suite":"shouting","input":"lost.in","expect_failure":true}
                {"id":"lax","suite":"shouting","input":"a.in","expect_failure":true}
                {"id":"later","suite":"whispering","input":"a.in","expected":"a.out"}
                """);
        assertThat(run(0, "--failing").replaceAll("java:[0-9]+", "java:N")).isEqualToIgnoringNewLines("""
                shouting 1/2 must-fail 1/3
                  bad: is A
                  crash: fell over: ConformanceProgramTest.java:N: java.lang.IllegalStateException: lost
                  lax: accepted
                whispering 0/1 must-fail 0/0
                  later: suite not implemented
                """);
        assertThat(run(0, "--suite", "whispering")).isEqualToIgnoringNewLines("whispering 0/1 must-fail 0/0\n");
    }

    @Test
    void complainsAboutWrongUsage() {
        assertThat(run(2, "--nonsense")).isEmpty();
        assertThat(run(2)).isEmpty();
    }

    private String run(int status, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = new String[options.length + 1];
        arguments[0] = folder.toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        assertThat(new ConformanceProgram(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of("shouting", new Shouting())).run(arguments)).isEqualTo(status);
        return out.toString(StandardCharsets.UTF_8);
    }
}
