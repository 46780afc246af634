package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** The commands {@code attach-disk}, {@code detach-disk} and {@code change-media}. */
public final class DiskChanges {
    private DiskChanges() {}

    /** Gives a guest a disk that options describe. */
    public static void attach(Invocation in) {
        Domain domain = in.domain();
        String source = in.required("source");
        String target = in.required("target");
        String mode = in.text("mode");
        if (mode != null && !mode.equals("readonly") && !mode.equals("shareable")) {
            throw new Failure("No support for " + mode + " in command 'attach-disk'");
        }
        String sourceType = in.text("sourcetype");
        boolean block = sourceType == null ? isBlockDevice(source) : sourceType.equals("block");
        String device = in.text("type");
        String bus = in.text("targetbus");
        String xml = new Markup("disk", "type", block ? "block" : "file", "device", device == null ? "disk" : device)
                .child("driver", "name", in.text("driver"), "type", in.text("subdriver"), "cache", in.text("cache"),
                        "io", in.text("io"), "iothread", in.text("iothread"))
                .child("source", block ? "dev" : "file", source.isEmpty() ? null : source)
                .child("target", "dev", target, "bus", bus == null ? busOf(target) : bus)
                .when("readonly".equals(mode), "readonly")
                .when("shareable".equals(mode), "shareable")
                .text("serial", in.text("serial"))
                .text("wwn", in.text("wwn"))
                .child("alias", "name", in.text("alias"))
                .close();
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        in.attempt("Failed to attach disk");
        domain.attachDevice(xml, Affects.withPersistent(in, domain));
        in.extra("Disk attached successfully\n");
    }

    private static boolean isBlockDevice(String source) {
        File file = new File(source);
        return source.startsWith("/dev/") && file.exists() && !file.isFile() && !file.isDirectory();
    }

    /** {@return the bus that a target's name tells of; null leaves it to the daemon} */
    private static @Nullable String busOf(String target) {
        return target.startsWith("hd") ? "ide"
                : target.startsWith("sd") ? "scsi"
                : target.startsWith("vd") ? "virtio"
                : target.startsWith("xvd") ? "xen"
                : target.startsWith("fd") ? "fdc" : null;
    }

    /** Takes a disk away. */
    public static void detach(Invocation in) {
        Domain domain = in.domain();
        String target = in.required("target");
        boolean stored = in.flag("config") && !in.flag("live");
        String xml = find(stored ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml(), target).format("");
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        in.attempt("Failed to detach disk");
        domain.detachDevice(xml, Affects.withPersistent(in, domain));
        in.extra("Disk detached successfully\n");
    }

    private static XmlNode find(String document, String wanted) {
        XmlNode devices = XmlNode.parse(document).child("devices");
        if (devices != null) {
            for (XmlNode disk : devices.children("disk")) {
                if (wanted.equals(disk.attributeOf("target", "dev")) || wanted.equals(source(disk))) {
                    return disk;
                }
            }
        }
        throw new Failure("No disk found whose source path or target is " + wanted);
    }

    private static @Nullable String source(XmlNode disk) {
        String file = disk.attributeOf("source", "file");
        return file == null ? disk.attributeOf("source", "dev") : file;
    }

    /** Puts another medium into a drive, or takes it out. */
    public static void medium(Invocation in) {
        Domain domain = in.domain();
        String path = in.required("path");
        String source = in.text("source");
        boolean eject = in.flag("eject");
        boolean insert = in.flag("insert");
        in.exclusive("eject", "insert");
        in.exclusive("eject", "update");
        in.exclusive("insert", "update");
        if (eject && source != null) {
            throw new Failure("Options --eject and source exclude each other");
        }
        if (!eject && source == null && (insert || in.flag("update"))) {
            throw new Failure("No disk source specified for " + (insert ? "inserting" : "updating"));
        }
        boolean stored = in.flag("config") && !in.flag("live");
        XmlNode disk = find(stored ? domain.xml(DomainFlags.Xml.INACTIVE) : domain.xml(), path);
        String target = String.valueOf(disk.attributeOf("target", "dev"));
        String device = disk.attribute("device");
        if (device == null || !device.equals("cdrom") && !device.equals("floppy")) {
            throw new Failure("The disk device '" + target + "' is not removable");
        }
        boolean out = eject || source == null;
        boolean hasMedium = source(disk) != null;
        if (out && !hasMedium) {
            throw new Failure("The disk device '" + target + "' doesn't have media");
        }
        if (insert && hasMedium) {
            throw new Failure("The disk device '" + target + "' already has media");
        }
        String xml = withMedium(disk, device, target, out ? null : source, in.flag("block"));
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        String what = out ? "eject" : insert ? "insert" : "update";
        in.attempt("Failed to complete action " + what + " on media");
        domain.updateDevice(xml, Affects.ofUpdate(in, domain));
        in.extra("Successfully " + (out ? "ejected" : insert ? "inserted" : "updated") + " media.\n");
    }

    private static String withMedium(XmlNode disk, String device, String target, @Nullable String source, boolean block) {
        boolean dev = block || source != null && isBlockDevice(source);
        return new Markup("disk", "type", dev ? "block" : "file", "device", device)
                .child("driver", "name", disk.attributeOf("driver", "name"), "type", disk.attributeOf("driver", "type"))
                .child("source", dev ? "dev" : "file", source)
                .child("target", "dev", target, "bus", disk.attributeOf("target", "bus"))
                .when("cdrom".equals(device), "readonly")
                .close();
    }
}
