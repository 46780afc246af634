package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Decimal;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.Sizes;
import io.jvirt.cli.text.TextTable;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands about disks. */
public final class Disks {
    private static final int RESIZE_BYTES = 1;

    /** Statistics in virsh's order: the driver's name, the one printed, the words for people. */
    private static final String[][] STATISTICS = {
        {"rd_operations", "rd_req", "number of read operations:"},
        {"rd_bytes", "rd_bytes", "number of bytes read:"},
        {"wr_operations", "wr_req", "number of write operations:"},
        {"wr_bytes", "wr_bytes", "number of bytes written:"},
        {"errs", "errs", "error count:"},
        {"flush_operations", "flush_operations", "number of flush operations:"},
        {"rd_total_times", "rd_total_times", "total duration of reads (ns):"},
        {"wr_total_times", "wr_total_times", "total duration of writes (ns):"},
        {"flush_total_times", "flush_total_times", "total duration of flushes (ns):"},
    };

    private Disks() {}

    /** A disk as a document names it. */
    record Disk(@Nullable String type, @Nullable String device, String target, @Nullable String source) {}

    /** {@return the disks of a document} */
    static List<Disk> of(String xml) {
        List<Disk> disks = new ArrayList<>();
        XmlNode devices = XmlNode.parse(xml).child("devices");
        if (devices == null) {
            return disks;
        }
        for (XmlNode disk : devices.children("disk")) {
            String target = disk.attributeOf("target", "dev");
            if (target == null) {
                throw new Failure("unable to query block list");
            }
            disks.add(new Disk(disk.attribute("type"), disk.attribute("device"), target, source(disk)));
        }
        return disks;
    }

    private static @Nullable String source(XmlNode disk) {
        XmlNode source = disk.child("source");
        if (source == null) {
            return null;
        }
        if ("nvme".equals(disk.attribute("type"))) {
            return nvme(source);
        }
        for (String attribute : new String[] {"file", "dev", "dir", "name", "volume"}) {
            String value = source.attribute(attribute);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String nvme(XmlNode source) {
        XmlNode address = source.child("address");
        if (address == null) {
            return null;
        }
        return "nvme://" + hex(address.attribute("domain"), 4) + ":" + hex(address.attribute("bus"), 2) + ":"
                + hex(address.attribute("slot"), 2) + "." + hex(address.attribute("function"), 1) + "/"
                + source.attribute("namespace");
    }

    private static String hex(@Nullable String value, int digits) {
        String text = value == null ? "0" : value.startsWith("0x") ? value.substring(2) : value;
        while (text.length() < digits) {
            text = "0" + text;
        }
        return text;
    }

    /** Lists the disks of a guest. */
    public static void list(Invocation in) {
        Domain domain = in.domain();
        String xml = in.flag("inactive") ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml();
        boolean details = in.flag("details");
        TextTable table = details
                ? new TextTable("Type", "Device", "Target", "Source")
                : new TextTable("Target", "Source");
        for (Disk disk : of(xml)) {
            if (details) {
                table.row(disk.type, disk.device, disk.target, disk.source);
            } else {
                table.row(disk.target, disk.source);
            }
        }
        in.show(table);
    }

    /** Prints sizes of disks. */
    public static void info(Invocation in) {
        in.exclusive("all", "device");
        boolean human = in.flag("human");
        if (in.flag("all")) {
            all(in, human);
            return;
        }
        if (in.text("device") == null) {
            throw new Failure("command 'domblkinfo' requires <device> option");
        }
        Domain.BlockInfo info = in.domain().blockInfo(in.required("device"), 0);
        in.show(new Fields(15)
                .add("Capacity:", amount(info.capacity(), human), "capacity", info.capacity())
                .add("Allocation:", amount(info.allocation(), human), "allocation", info.allocation())
                .add("Physical:", amount(info.physical(), human), "physical", info.physical()));
    }

    private static void all(Invocation in, boolean human) {
        Domain domain = in.domain();
        TextTable table = new TextTable("Target", "Capacity", "Allocation", "Physical");
        for (Disk disk : of(domain.xml())) {
            if (disk.source == null) {
                table.row(disk.target, null, null, null);
                continue;
            }
            Domain.BlockInfo info = domain.blockInfo(disk.target, 0);
            table.row(
                    disk.target,
                    cell(in, info.capacity(), human),
                    cell(in, info.allocation(), human),
                    cell(in, info.physical(), human));
        }
        in.show(table);
    }

    private static Object cell(Invocation in, long bytes, boolean human) {
        return in.structured() ? (Object) bytes : amount(bytes, human);
    }

    private static String amount(long bytes, boolean human) {
        return human ? Sizes.pretty(bytes).text() : Long.toUnsignedString(bytes);
    }

    /** Prints what a disk did. */
    public static void statistics(Invocation in) {
        String given = in.text("device");
        String device = given == null ? "" : given;
        Domain domain = in.domain();
        Map<String, String> values = new LinkedHashMap<>();
        TypedParameters found = null;
        try {
            found = domain.blockStatsFlags(device, 0);
        } catch (JvirtException e) {
            if (e.code() != ErrorCode.NO_SUPPORT) {
                throw e;
            }
            in.attempt("Failed to get block stats " + domain.name() + " " + device);
            Domain.BlockStats stats = domain.blockStats(device);
            long[] numbers = {
                stats.readRequests(), stats.readBytes(), stats.writeRequests(), stats.writeBytes(), stats.errors()
            };
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] >= 0) {
                    values.put(STATISTICS[i][in.flag("human") ? 2 : 1], Long.toString(numbers[i]));
                }
            }
        }
        if (found != null) {
            collect(in, found, values);
        }
        if (in.structured()) {
            in.document(numbers(values));
            return;
        }
        if (in.flag("human")) {
            in.print("Device: " + device + "\n");
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            String name = in.flag("human") ? Decimal.padRight(value.getKey(), 31) : value.getKey();
            in.print((in.flag("human") ? "" : device) + " " + name + " " + value.getValue() + "\n");
        }
    }

    private static void collect(Invocation in, TypedParameters found, Map<String, String> values) {
        Map<String, TypedValue> rest = new LinkedHashMap<>(found.values());
        for (String[] known : STATISTICS) {
            TypedValue value = rest.remove(known[0]);
            if (value != null) {
                values.put(known[in.flag("human") ? 2 : 1], value.text());
            }
        }
        for (Map.Entry<String, TypedValue> other : rest.entrySet()) {
            values.put(other.getKey(), other.getValue().text());
        }
    }

    private static Map<String, Object> numbers(Map<String, String> values) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            numbers.put(value.getKey(), Long.parseLong(value.getValue()));
        }
        return numbers;
    }

    /** Lists the disks that failed. */
    public static void errors(Invocation in) {
        List<Domain.DiskError> errors = in.domain().diskErrors(0);
        if (in.structured()) {
            TextTable table = new TextTable("Disk", "Error");
            for (Domain.DiskError error : errors) {
                table.row(error.disk(), words(error));
            }
            in.show(table);
            return;
        }
        if (errors.isEmpty()) {
            in.print("No errors found\n");
        }
        for (Domain.DiskError error : errors) {
            in.print(error.disk() + ": " + words(error) + "\n");
        }
    }

    private static String words(Domain.DiskError error) {
        return switch (error.error()) {
            case 0 -> "no error";
            case 1 -> "unspecified error";
            case 2 -> "no space";
            default -> "unknown error";
        };
    }

    /** Changes the size of a running guest's disk. */
    public static void resize(Invocation in) {
        String path = in.required("path");
        long bytes = in.bytes("size", 1024, 0);
        Domain domain = in.domain();
        in.attempt("Failed to resize block device '" + path + "'");
        if (bytes % 1024 == 0) {
            domain.resizeBlock(path, bytes / 1024, 0);
        } else {
            domain.resizeBlock(path, bytes, RESIZE_BYTES);
        }
        in.extra("Block device '" + path + "' is resized");
    }
}
