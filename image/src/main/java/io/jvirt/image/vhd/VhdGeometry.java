package io.jvirt.image.vhd;

/**
 * Cylinders, heads and sectors, from which some programs tell a disk's size ("Virtual Hard Disk Image Format
 * Specification", appendix "CHS Calculation").
 *
 * @param cylinders at most 65535
 * @param heads at most 16
 * @param sectors of a track, at most 255
 */
record VhdGeometry(int cylinders, int heads, int sectors) {
    /** The largest disk that a geometry can tell of, in sectors; one that has it says its size otherwise. */
    static final long MOST = 65535L * 16 * 255;

    long total() {
        return (long) cylinders * heads * sectors;
    }

    /** {@return the geometry of a disk of so many sectors, often somewhat smaller} */
    static VhdGeometry of(long diskSectors) {
        long total = Math.min(diskSectors, MOST);
        if (total > 65535L * 16 * 63) {
            return new VhdGeometry((int) (total / 255 / 16), 16, 255);
        }
        long tracks = total / 17;
        int heads = (int) Math.max(4, (tracks + 1023) / 1024);
        if (tracks < heads * 1024L && heads <= 16) {
            return new VhdGeometry((int) (tracks / heads), heads, 17);
        }
        tracks = total / 31;
        return tracks < 16 * 1024
                ? new VhdGeometry((int) (tracks / 16), 16, 31)
                : new VhdGeometry((int) (total / 63 / 16), 16, 63);
    }

    /** {@return the smallest geometry that has room for so many sectors, {@link #MOST} when none has} */
    static VhdGeometry covering(long diskSectors) {
        long wanted = Math.min(diskSectors, MOST);
        long asked = wanted;
        VhdGeometry geometry = of(asked);
        while (geometry.total() < wanted) {
            asked++;
            geometry = of(asked);
        }
        return geometry;
    }
}
