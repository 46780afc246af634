package io.jvirt.storage;

import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.storage.backend.Backends;
import java.util.List;

/** The document of what pools this host can have (libvirt's formatstoragecaps). */
final class PoolCapabilities {
    private PoolCapabilities() {}

    static String document() {
        StringBuilder out = new StringBuilder("<storagepoolCapabilities>\n");
        for (StoragePoolType type : StoragePoolType.values()) {
            out.append("  <pool type='").append(type.xml()).append("' supported='").append(Backends.has(type) ? "yes" : "no").append("'>\n");
            options(out, "poolOptions", "sourceFormatType", type.poolFormats());
            options(out, "volOptions", "targetFormatType", type.volumeFormats());
            out.append("  </pool>\n");
        }
        return out.append("</storagepoolCapabilities>\n").toString();
    }

    private static void options(StringBuilder out, String element, String name, List<String> formats) {
        if (formats.isEmpty()) {
            return;
        }
        out.append("    <").append(element).append(">\n      <defaultFormat type='").append(formats.getFirst())
                .append("'/>\n      <enum name='").append(name).append("'>\n");
        for (String format : formats) {
            out.append("        <value>").append(format).append("</value>\n");
        }
        out.append("      </enum>\n    </").append(element).append(">\n");
    }
}
