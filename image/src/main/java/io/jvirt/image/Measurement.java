package io.jvirt.image;

/**
 * How much space an image would take.
 *
 * @param required bytes that the contents take now
 * @param fullyAllocated bytes when every part of the disk was written
 */
public record Measurement(long required, long fullyAllocated) {}
