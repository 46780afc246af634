package io.jvirt.image.testkit;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded random operations on an image, done at the same time on an array that says what it must hold. */
public final class RandomOperations {
    /** Images are not grown beyond this. */
    private static final int MOST = 40 << 20;

    private final Random random;
    private final List<String> log = new ArrayList<>();
    private byte[] model;

    /** Operations on an image that holds {@code model} now. */
    public RandomOperations(Random random, byte[] model) {
        this.random = random;
        this.model = model;
    }

    /** {@return what the image must hold} */
    public byte[] model() {
        return model;
    }

    /** {@return what was done} */
    public List<String> log() {
        return log;
    }

    private int place() {
        // Often near the border of a block.
        int at = random.nextInt(model.length);
        int border = at & -(1 << 12 + random.nextInt(10));
        return random.nextBoolean() ? at : Math.max(0, Math.min(model.length - 1, border + random.nextInt(1024) - 512));
    }

    private int length(int at) {
        int most = Math.min(model.length - at, random.nextInt(4) == 0 ? 3 << 20 : 1 << 13);
        return 1 + random.nextInt(most);
    }

    /** Does some operations through Jvirt. */
    public void with(DiskImage disk, int steps) {
        for (int step = 0; step < steps; step++) {
            int at = place();
            int length = length(at);
            switch (random.nextInt(10)) {
                case 0 -> disk.flush();
                case 1, 2 -> {
                    log.add("zero " + at + " " + length);
                    disk.writeZeroes(at, length);
                    Arrays.fill(model, at, at + length, (byte) 0);
                }
                case 3 -> {
                    if (random.nextInt(6) == 0 && disk.format().features().contains(ImageFormat.Feature.GROW)) {
                        grow(disk);
                    }
                }
                case 4 -> {
                    ByteBuffer some = ByteBuffer.allocate(length);
                    disk.read(at, some);
                    if (Arrays.mismatch(some.array(), 0, length, model, at, at + length) >= 0) {
                        throw new AssertionError("read " + at + " " + length + " differs after " + log);
                    }
                }
                default -> {
                    byte[] content = new byte[length];
                    random.nextBytes(content);
                    log.add("write " + at + " " + length);
                    disk.write(at, ByteBuffer.wrap(content));
                    System.arraycopy(content, 0, model, at, length);
                }
            }
        }
    }

    private void grow(DiskImage disk) {
        int size = Math.min(MOST, model.length + 512 * (1 + random.nextInt(8192)));
        if (size > model.length) {
            log.add("resize " + size);
            disk.resize(size);
            model = Arrays.copyOf(model, (int) disk.size());
        }
    }

    /** {@return commands for qemu-io that do some operations} */
    public List<String> commands(int steps) {
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            int at = place() & -512;
            int length = Math.min((length(at) + 511) & -512, (model.length - at) & -512);
            int pattern = 1 + random.nextInt(255);
            boolean zero = random.nextInt(4) == 0;
            if (length > 0) {
                commands.add(zero ? "write -z " + at + " " + length : "write -P " + pattern + " " + at + " " + length);
                Arrays.fill(model, at, at + length, (byte) (zero ? 0 : pattern));
            }
        }
        log.addAll(commands);
        return commands;
    }

    /** {@return all that an image shows a guest} */
    public static byte[] bytes(DiskImage disk) {
        ByteBuffer all = ByteBuffer.allocate((int) disk.size());
        disk.read(0, all);
        return all.array();
    }
}
