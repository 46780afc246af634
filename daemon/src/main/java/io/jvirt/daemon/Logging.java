package io.jvirt.daemon;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go and how they look: one line a message, to standard error or a file; with systemd's journal behind
 * standard error (systemd.exec(5), JOURNAL_STREAM) the priority instead of the time, as sd-daemon(3) defines it.
 */
final class Logging {
    /** Files of 10 MB, the newest and two older ones. */
    private static final int FILE_BYTES = 10_000_000;

    private static final int FILES = 3;

    private Logging() {}

    static void begin(Level level, @Nullable Path file) throws IOException {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler handler = file == null
                ? new ConsoleHandler()
                : new FileHandler(file.toString().replace("%", "%%"), FILE_BYTES, FILES, true);
        boolean journal = file == null && System.getenv("JOURNAL_STREAM") != null;
        handler.setFormatter(new Line(journal));
        handler.setLevel(java.util.logging.Level.ALL);
        root.addHandler(handler);
        setLevel(level);
    }

    /** Details are of our own modules only: a library's would drown them. */
    static void setLevel(Level level) {
        Logger.getLogger("").setLevel(levelOf(level == Level.DEBUG ? Level.INFO : level));
        Logger.getLogger("io.jvirt").setLevel(levelOf(level));
    }

    private static java.util.logging.Level levelOf(Level level) {
        return switch (level) {
            case ALL, TRACE -> java.util.logging.Level.FINER;
            case DEBUG -> java.util.logging.Level.FINE;
            case INFO -> java.util.logging.Level.INFO;
            case WARNING -> java.util.logging.Level.WARNING;
            case ERROR -> java.util.logging.Level.SEVERE;
            case OFF -> java.util.logging.Level.OFF;
        };
    }

    private static final class Line extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSxx").withZone(ZoneId.systemDefault());
        /** Priorities of syslog(3) by java.util.logging's levels. */
        private static final Map<String, String> PRIORITIES =
                Map.of("SEVERE", "<3>", "WARNING", "<4>", "INFO", "<6>");

        private static final Map<String, String> WORDS =
                Map.of("SEVERE", "error", "WARNING", "warning", "INFO", "info");

        private final boolean journal;

        Line(boolean journal) {
            this.journal = journal;
        }

        @Override
        public String format(LogRecord record) {
            String level = record.getLevel().getName();
            StringBuilder line = new StringBuilder();
            if (journal) {
                line.append(PRIORITIES.getOrDefault(level, "<7>"));
            } else {
                line.append(TIME.format(Instant.ofEpochMilli(record.getMillis())))
                        .append(' ')
                        .append(WORDS.getOrDefault(level, "debug"))
                        .append(": ");
            }
            String source = record.getLoggerName() == null ? "" : record.getLoggerName();
            line.append(source.startsWith("io.jvirt.") ? source.substring("io.jvirt.".length()) : source)
                    .append(": ")
                    // A guest's or client's text must not forge a line of its own.
                    .append(formatMessage(record).replace("\n", "\n  "))
                    .append('\n');
            Throwable thrown = record.getThrown();
            if (thrown != null) {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                line.append("  ").append(trace.toString().strip().replace("\n", "\n  ")).append('\n');
            }
            return line.toString();
        }
    }
}
