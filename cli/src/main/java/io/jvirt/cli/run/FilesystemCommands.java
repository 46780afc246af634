package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import java.util.List;

/** The commands about file systems in the guest. */
public final class FilesystemCommands {
    private FilesystemCommands() {}

    /** Lists the mounted file systems. */
    public static void list(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Unable to get filesystem information");
        List<Domain.FilesystemInfo> found = domain.filesystems(0);
        if (found.isEmpty() && !in.structured()) {
            in.complain("No filesystems are mounted in the domain");
            return;
        }
        TextTable table = new TextTable("Mountpoint", "Name", "Type", "Target");
        for (Domain.FilesystemInfo info : found) {
            table.row(info.mountPoint(), info.name(), info.type(), String.join(",", info.disks()));
        }
        in.show(table);
    }

    /** Holds file systems. */
    public static void freeze(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Unable to freeze filesystems");
        in.extra("Froze " + domain.freezeFilesystems(in.list("mountpoint"), 0) + " filesystem(s)\n");
    }

    /** Lets file systems go on. */
    public static void thaw(Invocation in) {
        Domain domain = in.domain();
        in.attempt("Unable to thaw filesystems");
        in.extra("Thawed " + domain.thawFilesystems(in.list("mountpoint"), 0) + " filesystem(s)\n");
    }

    /** Gives unused blocks back. */
    public static void trim(Invocation in) {
        Domain domain = in.domain();
        Long minimum = in.number("minimum", 0, Long.MAX_VALUE);
        in.attempt("Unable to invoke fstrim");
        domain.trimFilesystems(in.text("mountpoint"), minimum == null ? 0 : minimum, 0);
    }

}
