package io.jvirt.qemu.command;

import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Xml;
import org.jspecify.annotations.Nullable;

/** Where the firmware's variables are. */
final class NvramSource {
    private NvramSource() {
    }

    static @Nullable StorageSource of(Os.Nvram nvram) {
        RawElement source = nvram.source();
        if (source == null) {
            return nvram.path() == null ? null : new StorageSource.File(nvram.path());
        }
        // The element has the form of a disk's source, and the type beside it means what a disk's type means.
        String type = nvram.type() == null ? "file" : nvram.type().xml();
        return Xml.parse(Disk.class, "<disk type='" + type + "'>" + source.text() + "</disk>", ParseOptions.DEFINITION)
                .source();
    }
}
