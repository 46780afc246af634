package io.jvirt.qemu.save;

import io.jvirt.api.DomainFlags.Create;
import io.jvirt.api.DomainFlags.SaveRestore;
import io.jvirt.api.DomainFlags.Xml;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.CharacterDevice;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.Documents;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.life.Starter;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings saved guests back to life, and looks into saved files. */
public final class Restorer {
    private static final System.Logger LOG = System.getLogger(Restorer.class.getName());

    private final Layout layout;
    private final GuestTable table;
    private final Starter starter;

    /** For the guests of a table. */
    public Restorer(Layout layout, GuestTable table, Starter starter) {
        this.layout = layout;
        this.table = table;
        this.starter = starter;
    }

    /** Starts a guest from a file of the caller's, which stays. */
    public Guest restore(Path file, @Nullable String xml, SaveRestore... flags) {
        rejectBypass(Flag.has(flags, SaveRestore.BYPASS_CACHE));
        if (Flag.has(flags, SaveRestore.RUNNING) && Flag.has(flags, SaveRestore.PAUSED)) {
            throw Errors.argument("running and paused flags are mutually exclusive in virDomainRestoreFlags");
        }
        try (SaveImage.Opened opened = SaveImage.open(file.toAbsolutePath())) {
            requireComplete(opened.image());
            DomainDescription saved = Documents.parseLive(opened.image().document());
            DomainDescription description = xml == null ? saved : replacement(saved, xml);
            Guest guest = table.findOrAdd(Documents.uuid(saved), saved.name());
            LongJob work = new LongJob(LongJob.Operation.RESTORE);
            try (JobLock.Job job = guest.jobs().begin("virDomainRestoreFlags", work)) {
                if (guest.active()) {
                    throw Errors.invalid("domain '" + guest.name() + "' is already active");
                }
                boolean running = Flag.has(flags, SaveRestore.RUNNING)
                        || (opened.image().header().running() && !Flag.has(flags, SaveRestore.PAUSED));
                start(guest, description, opened, running, Flag.has(flags, SaveRestore.RESET_NVRAM), null);
                return guest;
            } finally {
                table.removeIfGone(guest);
            }
        }
    }

    private static void rejectBypass(boolean bypass) {
        if (bypass) {
            throw Errors.operationUnsupported("restoring past the host's page cache");
        }
    }

    private static void requireComplete(SaveImage image) {
        if (!image.header().complete()) {
            throw Errors.failed("save image is incomplete: '" + image.file() + "'");
        }
    }

    private static DomainDescription replacement(DomainDescription saved, String xml) {
        DomainDescription given = Documents.parseLive(xml);
        if (!saved.name().equals(given.name()) || !Documents.uuid(saved).equals(given.uuid())) {
            throw Errors.unsupported("Target domain uuid " + given.uuid() + " (" + given.name() + ") does not match source "
                    + saved.uuid() + " (" + saved.name() + ")");
        }
        return given;
    }

    private Run start(
            Guest guest,
            DomainDescription description,
            SaveImage.Opened opened,
            boolean running,
            boolean reset,
            RunStatus.@Nullable Work work) {
        try (Packing packing = Packing.unpack(opened.image().header().format(), opened.memory())) {
            return starter.start(guest, withoutFormerFolder(description), Starter.Mode.restore(packing.qemuEnd(), running, reset, work));
        }
    }

    /** The sockets that lay in the folder of the run that was saved get places in the new run's. */
    private DomainDescription withoutFormerFolder(DomainDescription description) {
        String runs = layout.run() + "/domain-";
        List<CharacterDevice.Channel> channels = new ArrayList<>();
        for (CharacterDevice.Channel channel : description.devices().channels()) {
            String path = channel.backend() instanceof CharBackend.Unix unix ? unix.source().path() : null;
            channels.add(path != null && path.startsWith(runs) && channel.backend() instanceof CharBackend.Unix unix
                    ? channel.withBackend(unix.withSource(unix.source().withPath(null)))
                    : channel);
        }
        return Records.with(description, "devices", Records.with(description.devices(), "channels", channels));
    }

    /**
     * Starts a guest, whose job the caller has, from its managed save image, and removes the image. One that cannot be
     * used is removed too, and the guest is to boot fresh, as with libvirt.
     *
     * @return whether the guest was restored
     */
    public boolean startManaged(Guest guest, Create... flags) {
        rejectBypass(Flag.has(flags, Create.BYPASS_CACHE));
        Path file = layout.managedSave(guest.name());
        SaveImage.Opened opened;
        try {
            opened = SaveImage.open(file);
            if (!opened.image().header().complete()) {
                opened.close();
                throw Errors.failed("save image is incomplete");
            }
        } catch (JvirtException e) {
            LOG.log(System.Logger.Level.WARNING, "The managed save image of {0} is of no use and removed: {1}", guest, e.getMessage());
            AtomicFile.delete(file);
            guest.managedSave(false);
            return false;
        }
        try (opened) {
            boolean running = opened.image().header().running() && !Flag.has(flags, Create.PAUSED);
            RunStatus.Work work = new RunStatus.Work("restore", file, true, running, guest.reason(), true);
            boolean reset = Flag.has(flags, Create.RESET_NVRAM);
            start(guest, Documents.parseLive(opened.image().document()), opened, running, reset, work);
            guest.managedSave(false);
            return true;
        }
    }

    /** Removes the managed save image of a guest whose job the caller has. */
    public void removeManaged(Guest guest) {
        AtomicFile.delete(layout.managedSave(guest.name()));
        guest.managedSave(false);
    }

    /** {@return the document in a saved file} */
    public static String document(Path file, Xml... flags) {
        SaveImage image = SaveImage.read(file.toAbsolutePath());
        requireComplete(image);
        boolean secure = Flag.has(flags, Xml.SECURE);
        return Documents.format(Documents.parseLive(image.document()), Flag.has(flags, Xml.INACTIVE), secure);
    }

    /** Replaces the document in a saved file. */
    public static void replaceDocument(Path file, String xml, SaveRestore... flags) {
        SaveImage image = SaveImage.read(file.toAbsolutePath());
        requireComplete(image);
        DomainDescription saved = Documents.parseLive(image.document());
        DomainDescription given = replacement(saved, xml);
        SaveImage changed = image.withDocument(Documents.formatLive(given));
        if (Flag.has(flags, SaveRestore.RUNNING)) {
            changed = changed.withRunning(true);
        } else if (Flag.has(flags, SaveRestore.PAUSED)) {
            changed = changed.withRunning(false);
        }
        changed.write();
    }

    /** {@return the file from which the guest's next start restores} */
    public Path managedImage(Guest guest) {
        Path file = layout.managedSave(guest.name());
        if (!Files.exists(file)) {
            throw Errors.invalid("domain does not have managed save image");
        }
        return file;
    }
}
