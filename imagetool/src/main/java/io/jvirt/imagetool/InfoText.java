package io.jvirt.imagetool;

import io.jvirt.image.ByteSize;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageSnapshot;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code info} says about one image, for people and for programs. */
final class InfoText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long NANOS = 1_000_000_000L;

    private InfoText() {}

    /** {@return the facts under qemu-img's names} */
    static Fact.Group json(DiskImage image, String backingPath) {
        ImageFacts facts = image.facts();
        List<Fact.Entry> entries = new ArrayList<>();
        if (!facts.snapshots().isEmpty()) {
            entries.add(new Fact.Entry("snapshots", new Fact.Sequence(
                    facts.snapshots().stream().map(InfoText::snapshot).map(Fact.class::cast).toList())));
        }
        String format = facts.backingFormat();
        if (format != null && facts.backingFile() != null) {
            entries.add(Fact.of("backing-filename-format", format));
        }
        entries.add(Fact.of("virtual-size", image.size()));
        entries.add(Fact.of("filename", image.path().toString()));
        if (facts.clusterSize() > 0) {
            entries.add(Fact.of("cluster-size", facts.clusterSize()));
        }
        entries.add(Fact.of("format", image.format().label()));
        entries.add(Fact.of("actual-size", ImageArguments.spaceTaken(image.path())));
        if (facts.encrypted()) {
            entries.add(Fact.of("encrypted", true));
        }
        if (facts.compressed()) {
            entries.add(Fact.of("compressed", true));
        }
        if (!facts.specific().entries().isEmpty()) {
            entries.add(new Fact.Entry("format-specific", Fact.group(
                    Fact.of("type", image.format().label()), new Fact.Entry("data", facts.specific()))));
        }
        String backing = facts.backingFile();
        if (backing != null) {
            entries.add(Fact.of("full-backing-filename", backingPath));
            entries.add(Fact.of("backing-filename", backing));
        }
        entries.add(Fact.of("dirty-flag", facts.dirty()));
        return new Fact.Group(entries);
    }

    private static Fact.Group snapshot(ImageSnapshot s) {
        List<Fact.Entry> entries = new ArrayList<>();
        if (s.instructions() != -1) {
            entries.add(Fact.of("icount", s.instructions()));
        }
        entries.add(Fact.of("vm-clock-nsec", s.clockNanos() % NANOS));
        entries.add(Fact.of("name", s.name()));
        entries.add(Fact.of("date-sec", s.date().getEpochSecond()));
        entries.add(Fact.of("date-nsec", s.date().getNano()));
        entries.add(Fact.of("vm-clock-sec", s.clockNanos() / NANOS));
        entries.add(Fact.of("id", s.id()));
        entries.add(Fact.of("vm-state-size", s.vmStateSize()));
        return new Fact.Group(entries);
    }

    /** Prints what people read. */
    static void print(DiskImage image, String backingPath, Console console) {
        ImageFacts facts = image.facts();
        console.print("image: " + image.path());
        console.print("file format: " + image.format().label());
        console.print("virtual size: " + ByteSize.format(image.size()) + " (" + image.size() + " bytes)");
        console.print("disk size: " + ByteSize.format(ImageArguments.spaceTaken(image.path())));
        if (facts.encrypted()) {
            console.print("encrypted: yes");
        }
        if (facts.clusterSize() > 0) {
            console.print("cluster_size: " + facts.clusterSize());
        }
        if (facts.dirty()) {
            console.print("cleanly shut down: no");
        }
        String backing = facts.backingFile();
        if (backing != null) {
            console.print("backing file: " + backing
                    + (backing.equals(backingPath) ? "" : " (actual path: " + backingPath + ")"));
            String format = facts.backingFormat();
            if (format != null) {
                console.print("backing file format: " + format);
            }
        }
        snapshots(facts.snapshots(), console);
        if (!facts.specific().entries().isEmpty()) {
            console.print("Format specific information:");
            console.facts(facts.specific(), 1);
        }
    }

    /** Prints the list of snapshots, nothing when there are none. */
    static void snapshots(List<ImageSnapshot> snapshots, Console console) {
        if (snapshots.isEmpty()) {
            return;
        }
        console.print("Snapshot list:");
        console.print(String.format("%-10s%-17s%8s%20s%13s%11s", "ID", "TAG", "VM SIZE", "DATE", "VM CLOCK", "ICOUNT"));
        for (ImageSnapshot s : snapshots) {
            long seconds = s.clockNanos() / NANOS;
            String clock = String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", seconds / 3600, seconds / 60 % 60,
                    seconds % 60, s.clockNanos() / 1_000_000 % 1000);
            console.print(String.format(Locale.ROOT, "%-9s %-16s %8s%20s%13s%11s", s.id(), s.name(),
                    ByteSize.format(s.vmStateSize()), DATE.format(s.date().atZone(ZoneId.systemDefault())), clock,
                    s.instructions() == -1 ? "" : Long.toString(s.instructions())));
        }
    }
}
