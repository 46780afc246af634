package io.jvirt.acceptance.conformance;

import io.jvirt.model.snapshot.BackupDescription;
import io.jvirt.model.snapshot.CheckpointDescription;
import io.jvirt.model.snapshot.CheckpointDescription.CheckpointDisk;
import io.jvirt.model.snapshot.CheckpointDescription.Kind;
import io.jvirt.model.snapshot.SnapshotDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Documents of snapshots, checkpoints and backups. */
final class SnapshotDocuments {
    private static final FormatOptions WHOLE = FormatOptions.INACTIVE.withSecure(true);

    private SnapshotDocuments() { }

    static List<Suite> suites() {
        return List.of(new DocumentSuite("snapshot-xml", SnapshotDocuments::snapshot),
                new DocumentSuite("checkpoint-xml", SnapshotDocuments::checkpoint),
                new DocumentSuite("backup-xml", SnapshotDocuments::backup));
    }

    private static String snapshot(ConformanceCase theCase) throws IOException {
        List<String> circumstances = theCase.texts("test_flags");
        SnapshotDescription snapshot = circumstances.contains("TEST_REDEFINE")
                ? SnapshotDescription.made(theCase.inputText(), circumstances.contains("TEST_INTERNAL"), ParseOptions.DEFINITION)
                : SnapshotDescription.wish(theCase.inputText(), ParseOptions.DEFINITION);
        Long time = time(theCase);
        if (time != null) {
            snapshot = snapshot.madeAt(time);
        }
        if (theCase.text("domain_uuid").isPresent()) {
            snapshot = snapshot.ofDomain(UUID.fromString(theCase.text("domain_uuid").get()));
        }
        return Xml.format(SnapshotDescription.class, snapshot, WHOLE);
    }

    private static @Nullable Long time(ConformanceCase theCase) {
        return theCase.text("creation_time").map(Long::valueOf).orElse(null);
    }

    private static String checkpoint(ConformanceCase theCase) throws IOException {
        List<String> circumstances = theCase.texts("test_flags");
        CheckpointDescription checkpoint = circumstances.contains("TEST_REDEFINE")
                ? CheckpointDescription.made(theCase.inputText(), ParseOptions.DEFINITION)
                : CheckpointDescription.wish(theCase.inputText(), ParseOptions.DEFINITION);
        if (circumstances.contains("TEST_PARENT")) {
            // The cases' host has one checkpoint before.
            checkpoint = checkpoint.withParent("1525111885");
        }
        boolean recorded = circumstances.contains("TEST_VDA_BITMAP");
        if (recorded && checkpoint.disks().isEmpty()) {
            checkpoint = checkpoint.withDisks(List.of(new CheckpointDisk("vda", null, null, null)));
        }
        Long time = time(theCase);
        if (time != null) {
            List<CheckpointDisk> asked = checkpoint.disks();
            checkpoint = checkpoint.madeAt(time);
            if (!recorded) {
                checkpoint = checkpoint.withDisks(asked);
            }
        }
        if (circumstances.contains("TEST_SIZE")) {
            // A MiB of the first disk was changed since.
            List<CheckpointDisk> disks = new ArrayList<>(checkpoint.disks());
            disks.set(0, new CheckpointDisk(disks.getFirst().name(), disks.getFirst().checkpoint() == null ? Kind.BITMAP
                    : disks.getFirst().checkpoint(), disks.getFirst().bitmap(), 1048576L));
            checkpoint = checkpoint.withDisks(disks);
        }
        return Xml.format(CheckpointDescription.class, checkpoint, WHOLE);
    }

    private static String backup(ConformanceCase theCase) throws IOException {
        BackupDescription backup = BackupDescription.read(theCase.inputText(), theCase.is("internal"), ParseOptions.DEFINITION);
        // The cases' guest has the disks that the document names and one more.
        Map<String, String> disks = new LinkedHashMap<>();
        backup.disks().forEach(disk -> disks.put(disk.name(), "/path/to/" + disk.name()));
        disks.put("vdextradisk", "/path/to/vdextradisk");
        return Xml.format(BackupDescription.class, backup.forDisks(disks, "SUFFIX"), WHOLE);
    }
}
