package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.SysInfo;
import java.util.List;

/** What the firmware tells about the machine: SMBIOS tables and named entries. */
final class SmbiosOptions {
    private static final List<String> BIOS = List.of("vendor", "version", "date", "release");
    private static final List<String> SYSTEM =
            List.of("manufacturer", "product", "version", "serial", "uuid", "sku", "family");
    private static final List<String> BASE_BOARD =
            List.of("manufacturer", "product", "version", "serial", "asset", "location");
    private static final List<String> CHASSIS = List.of("manufacturer", "version", "serial", "asset", "sku");

    private SmbiosOptions() {
    }

    static void add(Guest guest, Arguments out) {
        Os.SmbiosMode mode = guest.domain().os().smbios();
        if (mode == null || mode == Os.SmbiosMode.NONE || mode == Os.SmbiosMode.EMULATE) {
            return;
        }
        SysInfo.Smbios tables = mode == Os.SmbiosMode.HOST ? guest.environment().hostTables() : own(guest);
        if (tables == null) {
            throw Guest.unsupported("Host SMBIOS information is not available");
        }
        table(out, 0, BIOS, tables.bios());
        // By definition no two machines have the same UUID, not even a guest and its host.
        table(out, 1, mode == Os.SmbiosMode.HOST ? SYSTEM.stream().filter(k -> !k.equals("uuid")).toList() : SYSTEM,
                tables.system());
        if (tables.baseBoard().size() > 1) {
            throw Guest.unsupported("qemu does not support more than one entry to Type 2 in SMBIOS table");
        }
        tables.baseBoard().forEach(board -> table(out, 2, BASE_BOARD, board.entry()));
        table(out, 3, CHASSIS, tables.chassis());
        if (!tables.oemStrings().isEmpty()) {
            KeyValues values = KeyValues.of().put("type", 11);
            tables.oemStrings().forEach(text -> values.put("value", text));
            out.add("smbios", values);
        }
    }

    private static SysInfo.Smbios own(Guest guest) {
        return guest.domain().sysinfo().stream().filter(SysInfo.Smbios.class::isInstance)
                .map(SysInfo.Smbios.class::cast).findFirst()
                .orElseThrow(() -> new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.QEMU,
                        "Domain '" + guest.domain().name() + "' sysinfo are not available"));
    }

    private static void table(Arguments out, int type, List<String> keys, List<SysInfo.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        KeyValues values = KeyValues.of().put("type", type);
        for (String key : keys) {
            entries.stream().filter(e -> e.name().equals(key)).findFirst()
                    .ifPresent(e -> values.put(key, e.value() == null ? "" : e.value()));
        }
        out.add("smbios", values);
    }

    static void firmwareConfiguration(Guest guest, Arguments out) {
        for (SysInfo info : guest.domain().sysinfo()) {
            if (info instanceof SysInfo.FwCfg entries) {
                for (SysInfo.FileEntry entry : entries.entry()) {
                    KeyValues values = KeyValues.of().put("name", entry.name());
                    if (entry.value() != null) {
                        values.put("string", entry.value());
                    } else {
                        values.put("file", entry.file());
                    }
                    out.add("fw_cfg", values);
                }
            }
        }
    }
}
