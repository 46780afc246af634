package io.jvirt.image;

import java.util.Optional;

/** The formats of disk images, by qemu-img's names. */
public enum ImageFormat {
    RAW("raw"),
    QCOW2("qcow2");

    private static final ImageFormat[] ALL = values();

    private final String label;

    ImageFormat(String label) {
        this.label = label;
    }

    /** {@return the name that qemu-img and libvirt use} */
    public String label() {
        return label;
    }

    /** {@return the format of that name} */
    public static Optional<ImageFormat> of(String label) {
        for (ImageFormat format : ALL) {
            if (format.label.equals(label)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
