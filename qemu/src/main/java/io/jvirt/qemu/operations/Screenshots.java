package io.jvirt.qemu.operations;

import io.jvirt.api.DataStream;
import io.jvirt.api.Domain;
import io.jvirt.host.Undo;
import io.jvirt.model.domain.Video;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Pictures of a guest's screens. */
public final class Screenshots {
    private static final AtomicLong COUNTER = new AtomicLong();

    private Screenshots() {}

    /** {@return a picture of a screen: PNG, or PPM from a QEMU before 7.1} Screens are numbered through all video cards' heads. */
    public static Domain.Screenshot take(Guest guest, int screen) {
        try (JobLock.Job job = guest.jobs().begin("virDomainScreenshot");
                Undo undo = new Undo()) {
            Run run = guest.run();
            Map<String, Object> arguments = new LinkedHashMap<>();
            if (screen > 0) {
                head(guest.description().devices().videos(), screen, arguments);
            }
            // QEMU writes it, so it lies where QEMU may write; nobody else may go there.
            Path file = run.folder().resolve("screenshot-" + COUNTER.incrementAndGet());
            undo.add("picture " + file, () -> Files.deleteIfExists(file));
            arguments.put("filename", file.toString());
            arguments.put("format", "png");
            String type = "image/png";
            if (Ask.ifPossible(run, "screendump", arguments).isEmpty()) {
                arguments.remove("format");
                type = "image/x-portable-pixmap";
                Ask.monitor(run, "screendump", arguments);
            }
            DataStream stream = new FileStream(FileChannel.open(file, StandardOpenOption.READ));
            return new Domain.Screenshot(type, stream);
        } catch (IOException e) {
            throw Errors.system("cannot read the picture that QEMU made: " + e.getMessage(), e);
        }
    }

    private static void head(List<Video> cards, int screen, Map<String, Object> arguments) {
        int left = screen;
        for (Video card : cards) {
            Video.Model model = card.model();
            Integer count = model == null ? null : model.heads();
            int heads = count == null ? 1 : count;
            String alias = card.info().alias();
            if (left < heads && alias != null) {
                arguments.put("device", alias);
                arguments.put("head", left);
                return;
            }
            left -= heads;
        }
        throw Errors.argument("no such screen " + screen);
    }
}
