package io.jvirt.cli.shell;

import io.jvirt.cli.Failure;
import io.jvirt.cli.Runner;
import io.jvirt.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Commands typed at a terminal, with history and completion. */
public final class InteractiveShell {
    private final Session session;

    /** A shell in this session. */
    public InteractiveShell(Session session) {
        this.session = session;
    }

    /** Reads and runs commands until {@code quit} or the end of the input. */
    public void run() {
        Runner runner = new Runner(session);
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("jvirt")
                    .completer((_, line, candidates) -> complete(line, candidates))
                    .variable(LineReader.HISTORY_FILE, history())
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            while (!session.ended()) {
                String line;
                try {
                    line = reader.readLine(prompt(terminal));
                } catch (UserInterruptException e) {
                    continue;
                } catch (EndOfFileException e) {
                    break;
                }
                if (!line.isBlank()) {
                    runner.run(line);
                    session.output().flush();
                }
            }
        } catch (IOException e) {
            throw new Failure("cannot use the terminal: " + e.getMessage());
        }
    }

    private String prompt(Terminal terminal) {
        String prompt = session.readOnly() ? "jvirt > " : "jvirt # ";
        String noColor = System.getenv("NO_COLOR");
        if (noColor != null && !noColor.isEmpty()) {
            return prompt;
        }
        return new AttributedStringBuilder()
                .style(AttributedStyle.BOLD)
                .append(prompt)
                .style(AttributedStyle.DEFAULT)
                .toAnsi(terminal);
    }

    private static Path history() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = cache == null || cache.isEmpty()
                ? Path.of(System.getProperty("user.home", "/"), ".cache", "jvirt")
                : Path.of(cache, "jvirt");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            // Without a place for it the history lasts as long as the shell.
            return Path.of("/dev/null");
        }
        return folder.resolve("history");
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        List<String> words = new ArrayList<>();
        for (String word : line.words().subList(0, line.wordIndex())) {
            words.add(word);
            if (word.endsWith(";")) {
                words.clear();
            }
        }
        words.add(line.word().substring(0, line.wordCursor()));
        for (String value : Completion.of(session, words)) {
            boolean folder = value.endsWith("/") || value.endsWith("=");
            candidates.add(new Candidate(value, value, null, null, null, null, !folder));
        }
    }

}
