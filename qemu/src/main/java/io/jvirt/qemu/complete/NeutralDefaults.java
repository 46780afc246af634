package io.jvirt.qemu.complete;

import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DeviceLabel;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.IoThread;
import io.jvirt.model.domain.MemoryTune;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.RedirectFilter;
import io.jvirt.model.domain.SecurityLabel;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the parts of a document say about each other, whatever runs the guest. */
final class NeutralDefaults {
    /** The kernel's "no limit", KiB. */
    private static final long UNLIMITED_KIB = 9007199254740991L;

    private final Draft draft;

    NeutralDefaults(Draft draft) {
        this.draft = draft;
    }

    void complete() {
        ioThreads();
        memoryTune();
        bootMenu();
        securityLabels();
        metadata();
        draft.disks.replaceAll(this::disk);
        redirectFilter();
    }

    /** As many threads as the number says: those not listed get the lowest free ids. */
    private void ioThreads() {
        Integer count = draft.domain.iothreads();
        List<IoThread> threads = new ArrayList<>(draft.domain.iothreadids());
        if (count == null || threads.isEmpty()) {
            if (!threads.isEmpty()) {
                draft.set("iothreads", threads.size());
            }
            return;
        }
        Set<Integer> used = new TreeSet<>();
        threads.forEach(t -> used.add(t.id()));
        for (int id = 1; threads.size() < count; id++) {
            if (used.add(id)) {
                threads.add(new IoThread(id, null, null, null, null, null));
            }
        }
        draft.set("iothreadids", List.copyOf(threads));
        draft.set("iothreads", threads.size());
    }

    private void memoryTune() {
        MemoryTune tune = draft.domain.memtune();
        if (tune != null) {
            tune = Records.with(tune, "hardLimit", limit(tune.hardLimit()));
            tune = Records.with(tune, "softLimit", limit(tune.softLimit()));
            tune = Records.with(tune, "swapHardLimit", limit(tune.swapHardLimit()));
            boolean none = tune.equals(Records.blank(MemoryTune.class));
            draft.set("memtune", none ? null : tune);
        }
    }

    private static @Nullable MemorySize limit(@Nullable MemorySize size) {
        return size == null || size.kib() >= UNLIMITED_KIB ? null : size;
    }

    /** A number of -1 means any device, as does none. */
    private void redirectFilter() {
        RedirectFilter filter = draft.domain.devices().redirfilter();
        if (filter != null) {
            RedirectFilter plain = new RedirectFilter(filter.usbdev().stream()
                    .map(rule -> new RedirectFilter.UsbRule(notAny(rule.usbClass()), notAny(rule.vendor()),
                            notAny(rule.product()), notAny(rule.version()), rule.allow())).toList());
            draft.set("devices", Records.with(draft.domain.devices(), "redirfilter", plain));
        }
    }

    private static @Nullable String notAny(@Nullable String number) {
        return "-1".equals(number) ? null : number;
    }

    private void bootMenu() {
        Os.BootMenu menu = draft.os().bootmenu();
        if (menu != null && menu.enable() != YesNo.YES) {
            draft.setOs("bootmenu", new Os.BootMenu(menu.enable(), null));
        }
    }

    /** Without a security driver on the host a label that names no driver means none. */
    private void securityLabels() {
        List<SecurityLabel> labels = new ArrayList<>();
        for (SecurityLabel label : draft.domain.seclabel()) {
            labels.add(label.model() == null
                    ? new SecurityLabel(SecurityLabel.Type.NONE, "none", null, null, null, null) : label);
        }
        draft.set("seclabel", List.copyOf(labels));
    }

    /** An application has one element in its own namespace; the first counts. */
    private void metadata() {
        RawElement metadata = draft.domain.metadata();
        if (metadata == null) {
            return;
        }
        List<RawElement> all = metadata.children();
        List<RawElement> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RawElement element : all) {
            if (element.namespace() != null && seen.add(element.namespace())) {
                kept.add(element);
            }
        }
        if (kept.size() != all.size()) {
            draft.set("metadata", metadata.withChildren(kept));
        }
    }

    private Disk disk(Disk disk) {
        if (disk.encryption() != null) {
            disk = Records.with(disk, "encryption", engine(disk.encryption()));
        }
        if (disk.backingStore() != null) {
            disk = Records.with(disk, "backingStore", backing(disk.backingStore()));
        }
        if (disk.mirror() != null) {
            disk = Records.with(disk, "mirror", mirror(disk.mirror()));
        }
        return Records.with(disk, "source", source(disk.source()));
    }

    /** Copies under way were once described by attributes, which are still written beside the elements. */
    private static Disk.Mirror mirror(Disk.Mirror mirror) {
        StorageFormat old = mirror.oldFormat() == null ? null : XmlEnum.find(StorageFormat.class, mirror.oldFormat());
        StorageFormat format = mirror.format() != null ? mirror.format() : old != null ? old : StorageFormat.RAW;
        String job = mirror.job() == null ? "copy" : mirror.job();
        StorageSource source = mirror.source();
        boolean unknown = source == null || source instanceof StorageSource.File(String path, var common) && path == null;
        if (unknown && mirror.file() != null) {
            source = new StorageSource.File(mirror.file());
        }
        boolean attributes = job.equals("copy") && source instanceof StorageSource.File;
        String file = attributes && source instanceof StorageSource.File(String path, var common) ? path : mirror.file();
        return new Disk.Mirror(job, mirror.ready(), file, attributes ? format.xml() : mirror.oldFormat(), format,
                mirror.metadataCacheMaxSize(), source,
                mirror.backingStore());
    }

    private Disk.BackingStore backing(Disk.BackingStore store) {
        if (store.source() != null) {
            store = Records.with(store, "source", source(store.source()));
        }
        return store.backingStore() == null ? store
                : Records.with(store, "backingStore", backing(store.backingStore()));
    }

    private static Encryption engine(Encryption encryption) {
        return encryption.engine() == null ? Records.with(encryption, "engine", Encryption.Engine.QEMU) : encryption;
    }

    /** Without a label of its own a file gets the guest's, which is no help when the guest's files keep theirs. */
    private void checkRelabel(DeviceLabel label) {
        boolean kept = draft.domain.seclabel().stream().anyMatch(
                guest -> Objects.equals(guest.model(), label.model()) && guest.relabel() == YesNo.NO);
        if (kept && label.relabel() == YesNo.YES && label.label() == null) {
            throw Errors.xml("A source has relabel='yes' for security model '" + label.model()
                    + "' but no label, and the guest does not relabel");
        }
    }

    private StorageSource source(StorageSource source) {
        StorageSource.Common common = source.common();
        if (common.encryption() != null) {
            common = Records.with(common, "encryption", engine(common.encryption()));
        }
        common.seclabel().forEach(this::checkRelabel);
        List<DeviceLabel> labels = common.seclabel().stream()
                .filter(l -> l.label() != null || l.relabel() == YesNo.NO || l.labelskip() != null).toList();
        if (labels.size() != common.seclabel().size()) {
            common = Records.with(common, "seclabel", labels);
        }
        return common.equals(source.common()) ? source
                : (StorageSource) Records.with((Record) source, "common", common);
    }
}
