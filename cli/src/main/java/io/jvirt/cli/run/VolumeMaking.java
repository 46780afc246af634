package io.jvirt.cli.run;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.List;

/** Commands that make volumes. */
public final class VolumeMaking {
    private VolumeMaking() {}

    private static StorageFlags.CreateVolume[] flags(Invocation in) {
        List<StorageFlags.CreateVolume> flags = new ArrayList<>();
        if (in.flag("prealloc-metadata")) {
            flags.add(StorageFlags.CreateVolume.PREALLOC_METADATA);
        }
        if (in.flag("reflink")) {
            flags.add(StorageFlags.CreateVolume.REFLINK);
        }
        if (in.flag("validate")) {
            flags.add(StorageFlags.CreateVolume.VALIDATE);
        }
        return flags.toArray(new StorageFlags.CreateVolume[0]);
    }

    /** Makes a volume from a document. */
    public static void create(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to create vol from " + file);
        StorageVolume volume = pool.createVolume(xml, flags(in));
        in.extra("Vol " + volume.name() + " created from " + file + "\n");
    }

    /** Makes a volume of the options. */
    public static void createByOptions(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        String name = in.required("name");
        StringBuilder xml = new StringBuilder("<volume>\n  <name>").append(XmlNode.escape(name)).append("</name>\n")
                .append("  <capacity>").append(in.bytes("capacity", 1, 0)).append("</capacity>\n");
        if (in.flag("allocation")) {
            xml.append("  <allocation>").append(in.bytes("allocation", 1, 0)).append("</allocation>\n");
        }
        String format = in.text("format");
        if (format != null) {
            xml.append("  <target>\n    <format type='").append(XmlNode.escape(format)).append("'/>\n  </target>\n");
        }
        String backing = in.text("backing-vol");
        if (backing != null) {
            xml.append("  <backingStore>\n    <path>").append(XmlNode.escape(backing(in, pool, backing).path())).append("</path>\n");
            String backingFormat = in.text("backing-vol-format");
            if (backingFormat != null) {
                xml.append("    <format type='").append(XmlNode.escape(backingFormat)).append("'/>\n");
            }
            xml.append("  </backingStore>\n");
        }
        xml.append("</volume>\n");
        if (in.flag("print-xml")) {
            in.print(xml.toString());
            return;
        }
        in.attempt("Failed to create vol " + name);
        pool.createVolume(xml.toString(), flags(in));
        in.extra("Vol " + name + " created\n");
    }

    private static StorageVolume backing(Invocation in, StoragePool pool, String named) {
        VolumeChoice.Lookup lookup = new VolumeChoice.Lookup();
        StorageVolume found = lookup.attempt(pool::volume, named);
        if (found == null) {
            found = lookup.anywhere(in, named);
        }
        if (found == null) {
            throw new Failure("failed to get vol '" + named + "'", lookup.last());
        }
        return found;
    }

    /** Makes a volume from a document with the content of another. */
    public static void createFrom(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        String file = in.required("file");
        StorageVolume original = VolumeChoice.volume(in, "inputpool");
        String xml = in.read(file);
        in.attempt("Failed to create vol from " + file);
        StorageVolume made = pool.createVolumeFrom(xml, original, flags(in));
        in.extra("Vol " + made.name() + " created from input vol " + original.name() + "\n");
    }

    /** Makes a volume like another one. */
    public static void copy(Invocation in) {
        StorageVolume original = VolumeChoice.volume(in);
        String name = in.required("newname");
        XmlNode document = XmlNode.parse(original.xml());
        XmlNode old = document.child("name");
        if (old == null) {
            throw new Failure("the document of volume '" + original.name() + "' has no name");
        }
        String xml = document.format("").replaceFirst(
                "<name>[^<]*</name>", java.util.regex.Matcher.quoteReplacement("<name>" + XmlNode.escape(name) + "</name>"));
        if (in.flag("print-xml")) {
            in.print(xml);
            return;
        }
        in.attempt("Failed to clone vol from " + original.name());
        original.pool().createVolumeFrom(xml, original, flags(in));
        in.extra("Vol " + name + " cloned from " + original.name() + "\n");
    }
}
