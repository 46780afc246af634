package io.jvirt.imagetool;

import io.jvirt.image.ByteSize;
import io.jvirt.image.CreateOption;
import io.jvirt.image.CreateOptions;
import io.jvirt.image.ImageFormats;
import java.util.List;

/** The line that tells how an image is formatted, with qcow2's options in qemu-img's order. */
final class Formatting {
    private static final String SIZE = "size";

    /** Name and default of each option of qcow2; those without a default are told when they are set. */
    private static final List<List<String>> QCOW2 = List.of(
            List.of("cluster_size", "65536"),
            List.of("extended_l2", "off"),
            List.of("preallocation"),
            List.of("compression_type", "zlib"),
            List.of(SIZE),
            List.of("compat"),
            List.of("data_file"),
            List.of("data_file_raw"),
            List.of("backing_file"),
            List.of("backing_fmt"),
            List.of("lazy_refcounts", "off"),
            List.of("refcount_bits", "16"));

    private Formatting() {}

    static String line(CreateOptions options, long size) {
        StringBuilder line = new StringBuilder();
        if (options.format().equals(ImageFormats.QCOW2)) {
            for (List<String> option : QCOW2) {
                String name = option.getFirst();
                if (name.equals(SIZE)) {
                    line.append(" size=").append(size);
                } else if (options.has(name) || option.size() > 1) {
                    line.append(' ').append(name).append('=').append(value(options, name, option.getLast()));
                }
            }
            return line.toString();
        }
        line.append(" size=").append(size);
        for (CreateOption option : options.format().createOptions()) {
            options.text(option.name()).ifPresent(v -> line.append(' ').append(option.name()).append('=').append(v));
        }
        return line.toString();
    }

    private static String value(CreateOptions options, String name, String byDefault) {
        String text = options.text(name, byDefault);
        return name.equals("cluster_size") ? ByteSize.parse(text).map(String::valueOf).orElse(text) : text;
    }
}
