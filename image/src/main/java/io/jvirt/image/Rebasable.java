package io.jvirt.image;

import org.jspecify.annotations.Nullable;

/** An image whose backing image can be changed. */
public interface Rebasable {
    /**
     * Names another backing image, without looking at either.
     *
     * @param name as it is to be written, null for none
     * @param format that image's format, or null
     */
    void setBacking(@Nullable String name, @Nullable String format);

    /** Lets the backing image show again in a range, widened to whole clusters, giving their space back. */
    void reveal(long offset, long length);
}
