package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code bench}: how long many requests of one kind take. */
final class BenchCommand implements ToolCommand {
    private static final long DEFAULT_COUNT = 75_000;
    private static final long DEFAULT_DEPTH = 64;
    private static final long DEFAULT_LENGTH = 4096;
    private static final int MOST_THREADS = 8;

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String synopsis() {
        return "[-c COUNT] [-d DEPTH] [-f FORMAT] [-o OFFSET] [--pattern=BYTE] [-q] [-s LENGTH] [-S STEP] [-t CACHE] [-w]"
                + " [-U] FILE";
    }

    @Override
    public String summary() {
        return "Tells how long requests take: reads, with -w writes, of LENGTH bytes each STEP bytes.";
    }

    @Override
    public String letters() {
        return "c:d:f:o:qs:S:t:wU";
    }

    @Override
    public Set<String> valued() {
        return Set.of("object", "pattern");
    }

    @Override
    public int run(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        boolean write = words.has("w");
        long count = number(words, "c", DEFAULT_COUNT);
        int length = Math.toIntExact(number(words, "s", DEFAULT_LENGTH));
        long step = number(words, "S", length);
        int threads = (int) Math.clamp(number(words, "d", DEFAULT_DEPTH), 1, MOST_THREADS);
        ImageArguments.Named named = arguments.image(words.only("image file name"), "f");
        try (DiskImage image = write ? arguments.openToWrite(named) : arguments.openToRead(named)) {
            long room = image.size() - length + 1;
            if (room <= 0) {
                throw new ImageException("'" + named.path() + "' is smaller than a request");
            }
            long start = number(words, "o", 0);
            byte pattern = (byte) number(words, "pattern", 0);
            if (!words.has("q")) {
                console.print("Sending " + count + (write ? " write" : " read") + " requests, " + length
                        + " bytes each, " + threads + " in parallel (starting at offset " + start + ", step size " + step + ")");
            }
            long began = System.nanoTime();
            AtomicLong next = new AtomicLong();
            all(threads, () -> {
                ByteBuffer buffer = ByteBuffer.allocateDirect(length);
                while (buffer.hasRemaining()) {
                    buffer.put(pattern);
                }
                for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    long offset = (start + i * step) % room;
                    if (write) {
                        image.write(offset, buffer.clear());
                    } else {
                        image.read(offset, buffer.clear());
                    }
                }
            });
            console.print(String.format(Locale.ROOT, "Run completed in %.3f seconds.", (System.nanoTime() - began) / 1e9));
        }
        return 0;
    }

    private static void all(int threads, Runnable work) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ImageException("interrupted", e);
            }
        }
        if (failure.get() instanceof ImageException e) {
            throw e;
        }
        if (failure.get() != null) {
            throw new ImageException("A request failed: " + failure.get(), failure.get());
        }
    }

    private static long number(Words words, String option, long byDefault) {
        return words.value(option).map(CreateCommand::parse).orElse(byDefault);
    }
}
