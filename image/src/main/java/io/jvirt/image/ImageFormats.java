package io.jvirt.image;

import io.jvirt.image.bochs.BochsFormat;
import io.jvirt.image.cloop.CloopFormat;
import io.jvirt.image.dmg.DmgFormat;
import io.jvirt.image.luks.LuksFormat;
import io.jvirt.image.parallels.ParallelsFormat;
import io.jvirt.image.qcow2.Qcow2Format;
import io.jvirt.image.qed.QedFormat;
import io.jvirt.image.raw.RawFormat;
import io.jvirt.image.vdi.VdiFormat;
import io.jvirt.image.vhd.VhdFormat;
import io.jvirt.image.vhdx.VhdxFormat;
import io.jvirt.image.vmdk.VmdkFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The formats that are known: one row each. */
public final class ImageFormats {
    /** The guest's bytes as they are. */
    public static final ImageFormat RAW = new RawFormat();

    /** QEMU's copy-on-write format. */
    public static final ImageFormat QCOW2 = new Qcow2Format();

    private static final List<ImageFormat> ALL = List.of(
            RAW,
            QCOW2,
            new VdiFormat(),
            new VmdkFormat(),
            new VhdFormat(),
            new VhdxFormat(),
            new QedFormat(),
            new ParallelsFormat(),
            new LuksFormat(),
            new BochsFormat(),
            new CloopFormat(),
            new DmgFormat());

    private ImageFormats() {}

    /** {@return all of them} */
    public static List<ImageFormat> all() {
        return ALL;
    }

    /** {@return the format that qemu-img and libvirt call so} */
    public static Optional<ImageFormat> of(String label) {
        for (ImageFormat format : ALL) {
            if (format.label().equals(label)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the format that qemu-img and libvirt call so}
     *
     * @throws ImageException when none is
     */
    public static ImageFormat named(String label) {
        return of(label).orElseThrow(() -> new ImageException("Unknown image format '" + label + "'"));
    }

    /** {@return the format whose magic number a file has, raw when it has none} */
    static ImageFormat probe(ImageFile file) {
        ByteBuffer head = file.read(0, (int) Math.min(ImageFormat.PROBE_BYTES, file.length()));
        ImageFormat best = RAW;
        int score = 0;
        for (ImageFormat format : ALL) {
            int s = format.probe(head.duplicate(), file);
            if (s > score) {
                best = format;
                score = s;
            }
        }
        return best;
    }
}
