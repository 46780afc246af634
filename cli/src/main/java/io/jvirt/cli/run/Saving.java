package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DumpFormat;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands {@code save}, {@code managedsave} and {@code dump}. */
public final class Saving {
    private Saving() {}

    private static DomainFlags.SaveRestore[] flags(Invocation in) {
        List<DomainFlags.SaveRestore> flags = new ArrayList<>(List.of(Editing.state(in)));
        if (in.flag("bypass-cache")) {
            flags.add(DomainFlags.SaveRestore.BYPASS_CACHE);
        }
        return flags.toArray(new DomainFlags.SaveRestore[0]);
    }

    /** Saves a guest to a file. */
    public static void save(Invocation in) {
        String file = in.required("file");
        DomainFlags.SaveRestore[] flags = flags(in);
        String xmlFile = in.text("xml");
        @Nullable String xml = xmlFile == null ? null : in.read(xmlFile);
        Domain domain = in.domain();
        String path = in.file(file).getPath();
        in.attempt("Failed to save domain '" + domain.name() + "' to " + file);
        Progress.watch(in, domain, "Save", () -> domain.save(path, xml, flags));
        in.extra("\nDomain '" + domain.name() + "' saved to " + file + "\n");
    }

    /** Saves a guest to the daemon's file. */
    public static void managedSave(Invocation in) {
        DomainFlags.SaveRestore[] flags = flags(in);
        Domain domain = in.domain();
        in.attempt("Failed to save domain '" + domain.name() + "' state");
        Progress.watch(in, domain, "Managedsave", () -> domain.managedSave(flags));
        in.extra("\nDomain '" + domain.name() + "' state saved by libvirt\n");
    }

    /** Dumps a guest's memory to a file. */
    public static void dump(Invocation in) {
        String file = in.required("file");
        List<DomainFlags.CoreDump> flags = new ArrayList<>();
        for (DomainFlags.CoreDump flag : DomainFlags.CoreDump.values()) {
            String option = switch (flag) {
                case CRASH -> "crash";
                case LIVE -> "live";
                case BYPASS_CACHE -> "bypass-cache";
                case RESET -> "reset";
                case MEMORY_ONLY -> "memory-only";
            };
            if (in.flag(option)) {
                flags.add(flag);
            }
        }
        DumpFormat format = format(in);
        Domain domain = in.domain();
        String path = in.file(file).getPath();
        in.attempt("Failed to core dump domain '" + domain.name() + "' to " + file);
        Progress.watch(
                in,
                domain,
                "Dump",
                () -> domain.coreDump(path, format, flags.toArray(new DomainFlags.CoreDump[0])));
        in.extra("\nDomain '" + domain.name() + "' dumped to " + file + "\n");
    }

    private static DumpFormat format(Invocation in) {
        String format = in.text("format");
        if (format == null) {
            return DumpFormat.RAW;
        }
        if (!in.flag("memory-only")) {
            throw new Failure("--format only works with --memory-only");
        }
        return switch (format) {
            case "elf" -> DumpFormat.RAW;
            case "kdump-zlib" -> DumpFormat.KDUMP_ZLIB;
            case "kdump-lzo" -> DumpFormat.KDUMP_LZO;
            case "kdump-snappy" -> DumpFormat.KDUMP_SNAPPY;
            case "win-dmp" -> DumpFormat.WIN_DMP;
            default -> throw new Failure("format '" + format
                    + "' is not supported, expecting 'kdump-zlib', 'kdump-lzo', 'kdump-snappy', 'win-dmp' or 'elf'");
        };
    }
}
