package io.jvirt.image;

/**
 * A persistent bitmap of what was written since a moment.
 *
 * @param name what the user called it
 * @param granularity how many of the guest's bytes a bit stands for
 * @param inUse whether its writer did not close the image, so that it cannot be trusted and only be removed
 * @param enabled whether writes are noted in it
 */
public record DirtyBitmap(String name, long granularity, boolean inUse, boolean enabled) {}
