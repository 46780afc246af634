package io.jvirt.cli.run;

import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The command {@code screenshot}. */
public final class ScreenshotCommand {
    private static final int CHUNK = 64 * 1024;

    private ScreenshotCommand() {}

    /** Writes a picture of a guest's screen. */
    public static void run(Invocation in) {
        String given = in.text("file");
        int screen = in.unsigned("screen", 0);
        Domain domain = in.domain();
        in.attempt("could not take a screenshot of " + domain.name());
        Domain.Screenshot shot = domain.screenshot(screen, 0);
        try (DataStream data = shot.data()) {
            String shown = given == null ? name(domain, shot.mimeType()) : given;
            Path file = in.file(shown).toPath();
            boolean created = !Files.exists(file);
            boolean complete = false;
            in.attempt("could not receive data from domain '" + domain.name() + "'");
            try {
                write(data, file);
                data.finish();
                complete = true;
            } finally {
                if (!complete && created) {
                    remove(file);
                }
            }
            in.print("Screenshot saved to " + shown + ", with type of " + shot.mimeType());
        }
    }

    private static void write(DataStream data, Path file) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            while (data.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            throw new Failure("cannot create file " + file + ": " + e.getMessage());
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("cannot remove the incomplete file " + file + ": " + e.getMessage());
        }
    }

    private static String name(Domain domain, @Nullable String mimeType) {
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ss").format(LocalDateTime.now());
        String ending = switch (mimeType) {
            case "image/png" -> ".png";
            case "image/x-portable-pixmap" -> ".ppm";
            case null, default -> "";
        };
        return domain.name() + "-" + time + ending;
    }
}
