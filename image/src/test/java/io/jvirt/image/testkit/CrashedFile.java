package io.jvirt.image.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A file as a crash may leave it: all that was durable is there, and any part of what was written since.
 *
 * @param bytes of the file
 * @param note what the program had noted last
 * @param end how many of the steps had been done
 */
public record CrashedFile(byte[] bytes, @Nullable Object note, int end) {
    /** {@return a file after a crash at a moment that {@code random} chooses} */
    public static CrashedFile of(byte[] start, List<RecordingFiles.Step> steps, Random random) {
        int end = random.nextInt(steps.size());
        int durable = end;
        while (durable > 0 && !(steps.get(durable) instanceof RecordingFiles.Sync)) {
            durable--;
        }
        byte[] file = start.clone();
        Object note = null;
        for (int i = 0; i <= end; i++) {
            boolean lost = i > durable && random.nextInt(3) == 0;
            switch (steps.get(i)) {
                case RecordingFiles.Write write when !lost -> file = written(file, write);
                case RecordingFiles.Truncate truncate -> file = Arrays.copyOf(file, (int) truncate.length());
                case RecordingFiles.Mark mark -> note = mark.note();
                default -> { }
            }
        }
        return new CrashedFile(file, note, end);
    }

    private static byte[] written(byte[] file, RecordingFiles.Write write) {
        int end = (int) write.offset() + write.bytes().length;
        byte[] changed = end > file.length ? Arrays.copyOf(file, end) : file;
        System.arraycopy(write.bytes(), 0, changed, (int) write.offset(), write.bytes().length);
        return changed;
    }
}
