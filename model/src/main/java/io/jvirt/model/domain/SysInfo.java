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
            @Child("bios/entry") @Doc("Entries of the BIOS table.") List<Entry> bios,
            @Child("system/entry") @Doc("Entries of the system table.") List<Entry> system,
            @Child @Doc("Entries of a base board's table.") List<BaseBoard> baseBoard,
            @Child("chassis/entry") @Doc("Entries of the chassis table.") List<Entry> chassis,
            @Child("processor") @Doc("Entries of a processor's table.") List<BaseBoard> processor,
            @Child("memory_device") @Doc("Entries of a memory module's table.") List<BaseBoard> memoryDevice,
            @Child("oemStrings/entry") @Doc("Strings of the maker.") List<String> oemStrings) implements SysInfo {
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
    record FwCfg(
            @Child @Doc("One entry.") List<FileEntry> entry) implements SysInfo {
        public FwCfg {
            entry = List.copyOf(entry);
        }
    }

    @Element("entry")
    record Entry(
            @Attr @Doc("Name of the entry.") String name,
            @Text @Doc("Value of the entry.") @Nullable String value) {
    }

    @Element("baseBoard")
    record BaseBoard(
            @Child @Doc("One entry.") List<Entry> entry) {
        public BaseBoard {
            entry = List.copyOf(entry);
        }
    }

    @Element("entry")
    record FileEntry(
            @Attr @Doc("Name of the entry.") String name,
            @Attr @Doc("File that has the value.") @Nullable String file,
            @Text @Doc("Value of the entry.") @Nullable String value) {
    }
}
