package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the guest's firmware tells about the machine. */
@Element("sysinfo")
@Choice("type")
@Doc("What the firmware tells about the machine.")
public sealed interface SysInfo {
    @Case("smbios")
    @Doc("SMBIOS tables.")
    record Smbios(
            @Child("bios/entry") List<Entry> bios,
            @Child("system/entry") List<Entry> system,
            @Child List<BaseBoard> baseBoard,
            @Child("chassis/entry") List<Entry> chassis,
            @Child("processor") List<BaseBoard> processor,
            @Child("memory_device") List<BaseBoard> memoryDevice,
            @Child("oemStrings/entry") List<String> oemStrings) implements SysInfo {
        public Smbios {
            bios = List.copyOf(bios);
            system = List.copyOf(system);
            baseBoard = List.copyOf(baseBoard);
            chassis = List.copyOf(chassis);
            processor = List.copyOf(processor);
            memoryDevice = List.copyOf(memoryDevice);
            oemStrings = List.copyOf(oemStrings);
        }
    }

    @Case("fwcfg")
    @Doc("QEMU's firmware configuration entries.")
    record FwCfg(@Child List<FileEntry> entry) implements SysInfo {
        public FwCfg {
            entry = List.copyOf(entry);
        }
    }

    @Element("entry")
    record Entry(@Attr String name, @Text @Nullable String value) {
    }

    @Element("baseBoard")
    record BaseBoard(@Child List<Entry> entry) {
        public BaseBoard {
            entry = List.copyOf(entry);
        }
    }

    @Element("entry")
    record FileEntry(@Attr String name, @Attr @Nullable String file, @Text @Nullable String value) {
    }
}
