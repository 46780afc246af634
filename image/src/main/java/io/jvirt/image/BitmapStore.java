package io.jvirt.image;

import java.util.List;

/** An image with persistent bitmaps of what was written. Failures are {@link ImageException}s. */
public interface BitmapStore {
    /** {@return the bitmaps} */
    List<DirtyBitmap> bitmaps();

    /** {@return what a bitmap has noted} */
    DirtyBits readBitmap(String name);

    /**
     * Makes an empty bitmap.
     *
     * @param granularity a power of two from 512 to 2 GiB, or 0 for the image's choice
     * @param enabled whether writes are noted in it from now on
     */
    void addBitmap(String name, long granularity, boolean enabled);

    /** Forgets a bitmap, also one that cannot be trusted. */
    void removeBitmap(String name);

    /** Empties a bitmap. */
    void clearBitmap(String name);

    /** Makes writes be noted in a bitmap, or not. */
    void enableBitmap(String name, boolean enabled);

    /** Adds to a bitmap what {@code source} has noted. */
    void mergeBitmap(String name, DirtyBits source);
}
