package io.jvirt.qemu.host;

import io.jvirt.model.domain.SysInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the host's firmware tells about the machine, as far as the kernel passes it on (kernel:
 * Documentation/ABI/testing/sysfs-class-dmi). Serial numbers are for root only.
 */
public final class HostSmbios {
    /** Where the kernel has it. */
    public static final Path FOLDER = Path.of("/sys/class/dmi/id");

    private HostSmbios() { }

    /** {@return the tables of a folder like {@link #FOLDER}; empty when there is none, as on machines without SMBIOS} */
    public static Optional<SysInfo.Smbios> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<SysInfo.Entry> bios = entries(folder, "vendor", "bios_vendor", "version", "bios_version", "date",
                "bios_date", "release", "bios_release");
        List<SysInfo.Entry> system = entries(folder, "manufacturer", "sys_vendor", "product", "product_name",
                "version", "product_version", "serial", "product_serial", "uuid", "product_uuid", "sku", "product_sku",
                "family", "product_family");
        List<SysInfo.Entry> board = entries(folder, "manufacturer", "board_vendor", "product", "board_name",
                "version", "board_version", "serial", "board_serial", "asset", "board_asset_tag");
        List<SysInfo.Entry> chassis = entries(folder, "manufacturer", "chassis_vendor", "version", "chassis_version",
                "serial", "chassis_serial", "asset", "chassis_asset_tag");
        return Optional.of(new SysInfo.Smbios(bios, system,
                board.isEmpty() ? List.of() : List.of(new SysInfo.BaseBoard(board)), chassis, List.of(), List.of(),
                List.of()));
    }

    /** Pairs of a document's entry and a file; a file that is missing, unreadable or empty gives no entry. */
    private static List<SysInfo.Entry> entries(Path folder, String... pairs) {
        List<SysInfo.Entry> entries = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            String name = pairs[i];
            SmallFile.text(folder.resolve(pairs[i + 1])).filter(v -> !v.isEmpty())
                    .ifPresent(v -> entries.add(new SysInfo.Entry(name, v)));
        }
        return entries;
    }
}
