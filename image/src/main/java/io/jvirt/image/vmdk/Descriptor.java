package io.jvirt.image.vmdk;

import io.jvirt.image.ImageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that tells what a disk consists of ("Virtual Disk Format 5.0", "The Descriptor File").
 *
 * @param text as it is in the file
 * @param cid a number that changes when content does, so that a child can tell whether it still fits
 * @param parentCid that of the image this one is based on, {@link #NO_PARENT} without
 * @param createType what kind of disk it is
 * @param parent the file of the image this one is based on, or null
 * @param extents what the disk consists of, in order
 */
record Descriptor(
        String text, long cid, long parentCid, String createType, @Nullable String parent, List<ExtentLine> extents) {
    static final String START = "# Disk DescriptorFile";
    static final long NO_PARENT = 0xffff_ffffL;

    /** A longer text is none. */
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_EXTENTS = 4096;

    private static final Pattern EXTENT_SIZE =
            Pattern.compile("^\\s*(?:RW|RDONLY|NOACCESS)\\s+(\\d+)\\s+[A-Z]+", Pattern.MULTILINE);
    private static final Pattern HEADS = Pattern.compile("ddb\\.geometry\\.heads\\s*=\\s*\"(\\d{1,5})\"");

    static Descriptor parse(String text) {
        Map<String, String> values = new HashMap<>();
        List<ExtentLine> extents = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            ExtentLine.parse(line).ifPresent(extents::add);
            if (equals > 0) {
                values.putIfAbsent(line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        if (extents.size() > MOST_EXTENTS) {
            throw new ImageException("The descriptor tells of " + extents.size() + " extents, over " + MOST_EXTENTS);
        }
        String type = values.get("createtype");
        if (type == null) {
            throw new ImageException("The descriptor does not tell createType");
        }
        return new Descriptor(
                text, hex(values, "cid"), hex(values, "parentcid"), type, values.get("parentfilenamehint"), extents);
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static long hex(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "ffffffff");
        try {
            return Long.parseLong(value, 16) & 0xffff_ffffL;
        } catch (NumberFormatException e) {
            throw new ImageException("The descriptor's " + name + " '" + value + "' is no hexadecimal number", e);
        }
    }

    boolean hasParent() {
        return parentCid != NO_PARENT && parent != null;
    }

    /** {@return the same with another content number, of the same length} */
    Descriptor withCid(long number) {
        String changed = text.replaceFirst("(?mi)^(\\s*CID\\s*=\\s*)[0-9a-f]+", "$1" + hex(number));
        return new Descriptor(changed, number, parentCid, createType, parent, extents);
    }

    /** {@return the same with a last extent of so many sectors} */
    Descriptor withLastExtent(long sectors) {
        List<ExtentLine> changed = new ArrayList<>(extents);
        changed.set(changed.size() - 1, changed.getLast().sized(sectors));
        Matcher lines = EXTENT_SIZE.matcher(text);
        int from = 0;
        int to = 0;
        while (lines.find()) {
            from = lines.start(1);
            to = lines.end(1);
        }
        String grown = text.substring(0, from) + sectors + text.substring(to);
        long total = changed.stream().mapToLong(ExtentLine::sectors).sum();
        Matcher heads = HEADS.matcher(grown);
        if (heads.find()) {
            long cylinders = total / (63L * Math.max(1, Integer.parseInt(heads.group(1))));
            grown = grown.replaceFirst("(ddb\\.geometry\\.cylinders\\s*=\\s*\")\\d+", "$1" + cylinders);
        }
        return new Descriptor(grown, cid, parentCid, createType, parent, List.copyOf(changed));
    }

    private static String hex(long number) {
        return String.format(Locale.ROOT, "%08x", number);
    }

    /** What a new disk's descriptor tells beside its extents. */
    record Settings(String adapter, String hardwareVersion, String toolsVersion) {}

    /** {@return the descriptor of a new disk} */
    static Descriptor create(
            long cid, long parentCid, String type, @Nullable String parent, List<ExtentLine> extents, Settings settings) {
        long sectors = extents.stream().mapToLong(ExtentLine::sectors).sum();
        int heads = settings.adapter.equals("ide") ? 16 : 255;
        StringBuilder text = new StringBuilder(START + "\nversion=1\nCID=" + hex(cid) + "\nparentCID=" + hex(parentCid)
                + "\ncreateType=\"" + type + "\"\n");
        if (parent != null) {
            text.append("parentFileNameHint=\"").append(parent).append("\"\n");
        }
        text.append("\n# Extent description\n");
        extents.forEach(extent -> text.append(extent.encode()).append('\n'));
        text.append("\n# The Disk Data Base\n#DDB\n\n");
        value(text, "virtualHWVersion", settings.hardwareVersion);
        value(text, "geometry.cylinders", Long.toString(sectors / (63L * heads)));
        value(text, "geometry.heads", Integer.toString(heads));
        value(text, "geometry.sectors", "63");
        value(text, "adapterType", settings.adapter);
        value(text, "toolsVersion", settings.toolsVersion);
        return new Descriptor(text.toString(), cid, parentCid, type, parent, extents);
    }

    private static void value(StringBuilder text, String name, String value) {
        text.append("ddb.").append(name).append(" = \"").append(value).append("\"\n");
    }

    byte[] encode() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
