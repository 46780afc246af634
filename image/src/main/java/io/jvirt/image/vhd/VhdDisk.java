package io.jvirt.image.vhd;

import io.jvirt.image.DiskImage;
import java.util.UUID;

/** A VHD image of any type: others may be a difference to it. */
sealed interface VhdDisk extends DiskImage permits VhdDynamicImage, VhdFixedImage, VhdDifferenceImage {
    /** {@return what tells the image from all others} */
    UUID uuid();
}
