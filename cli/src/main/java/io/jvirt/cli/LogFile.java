package io.jvirt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** The file of {@code --log}. */
final class LogFile {
    private LogFile() {}

    /** Adds lines, each with the time and the process. */
    static void append(String file, String text) {
        String lead = "[" + LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS) + " jvirt "
                + ProcessHandle.current().pid() + "] ";
        StringBuilder lines = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.append(lead).append(line).append('\n');
            }
        }
        try {
            Files.writeString(Path.of(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Failure("failed to write the log file '" + file + "': " + e.getMessage());
        }
    }
}
