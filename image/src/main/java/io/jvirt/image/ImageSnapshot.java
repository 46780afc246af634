package io.jvirt.image;

import java.time.Instant;

/**
 * A snapshot within an image.
 *
 * @param id what the image numbers it by, a decimal number in practice
 * @param name what the user called it
 * @param vmStateSize bytes of a guest's memory and devices that belong to it, 0 for a snapshot of the disk alone
 * @param date when it was made
 * @param clockNanos how long the guest had run, in nanoseconds
 * @param diskSize the size in bytes that a guest saw
 * @param instructions how many instructions the guest had run when it was recorded, -1 when it was not
 */
public record ImageSnapshot(
        String id, String name, long vmStateSize, Instant date, long clockNanos, long diskSize, long instructions) {}
