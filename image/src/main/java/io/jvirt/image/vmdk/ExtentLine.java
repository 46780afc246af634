package io.jvirt.image.vmdk;

import io.jvirt.image.ImageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a descriptor that tells of an extent, such as {@code RW 4192256 SPARSE "disk-s001.vmdk"}.
 *
 * @param access RW, RDONLY or NOACCESS
 * @param sectors of 512 bytes
 * @param type SPARSE, FLAT, ZERO and others
 * @param file the file's name, empty for type ZERO
 * @param offset sector of the file at which a flat extent begins
 */
record ExtentLine(String access, long sectors, String type, String file, long offset) {
    private static final Pattern LINE = Pattern.compile(
            "(RW|RDONLY|NOACCESS)\\s+(\\d{1,15})\\s+([A-Z]+)(?:\\s+\"([^\"]*)\"(?:\\s+(\\d{1,15}))?.*)?");

    /** {@return the extent a line tells of, empty when it tells of none} */
    static Optional<ExtentLine> parse(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        String file = m.group(4) == null ? "" : m.group(4);
        long offset = m.group(5) == null ? 0 : Long.parseLong(m.group(5));
        return Optional.of(new ExtentLine(m.group(1), Long.parseLong(m.group(2)), m.group(3), file, offset));
    }

    /**
     * {@return the name of the extent's file, which is in the descriptor's own folder} A descriptor that comes from
     * elsewhere must not make other files of the host readable.
     */
    String fileBeside() {
        if (file.isEmpty() || file.equals(".") || file.equals("..") || file.indexOf('/') >= 0 || file.indexOf('\0') >= 0) {
            throw new ImageException("The descriptor names the extent '" + file
                    + "', which is not a file in its own folder; move the file there and name it without a path");
        }
        return file;
    }

    /** {@return the same with another size} */
    ExtentLine sized(long newSectors) {
        return new ExtentLine(access, newSectors, type, file, offset);
    }

    /** {@return the line} */
    String encode() {
        return access + " " + sectors + " " + type + " \"" + file + "\"" + (type.equals("FLAT") ? " " + offset : "");
    }
}
