package io.jvirt.qemu.save;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags.SaveRestore;
import io.jvirt.api.DomainState;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.Documents;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.life.Lifecycle;
import io.jvirt.qemu.life.Stopper;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes guests' memory to files, from which they go on later, and ends them. */
public final class Saver {
    private static final System.Logger LOG = System.getLogger(Saver.class.getName());
    /** O_RDWR | O_CREAT | O_TRUNC of open(2), on every Linux architecture of Java 25. */
    private static final int CREATE = 2 | 0100 | 01000;

    private final Layout layout;
    private final Stopper stopper;
    private final SaveFormat format;

    /** Saves in this format. */
    public Saver(Layout layout, Stopper stopper, SaveFormat format) {
        this.layout = layout;
        this.stopper = stopper;
        this.format = format;
    }

    /** Saves to a file of the caller's. */
    public void save(Guest guest, Path file, @Nullable String xml, SaveRestore... flags) {
        save(guest, "virDomainSaveFlags", file.toAbsolutePath(), xml, false, flags);
    }

    /** Saves to the file from which the guest's next start restores. */
    public void managedSave(Guest guest, SaveRestore... flags) {
        Path file = layout.managedSave(guest.name());
        save(guest, "virDomainManagedSave", file, null, true, flags);
    }

    private void save(Guest guest, String call, Path file, @Nullable String xml, boolean managed, SaveRestore... flags) {
        if (Flag.has(flags, SaveRestore.RUNNING) && Flag.has(flags, SaveRestore.PAUSED)) {
            throw Errors.argument("running and paused flags are mutually exclusive in " + call);
        }
        if (Flag.has(flags, SaveRestore.BYPASS_CACHE)) {
            throw Errors.operationUnsupported("saving past the host's page cache");
        }
        LongJob work = new LongJob(LongJob.Operation.SAVE);
        try (JobLock.Job job = guest.jobs().begin(call, work)) {
            Run run = guest.run();
            if (managed && !guest.persistent()) {
                throw Errors.invalid("cannot do managed save for transient domain");
            }
            boolean ran = guest.state() == DomainState.RUNNING;
            boolean resumeLater = Flag.has(flags, SaveRestore.RUNNING) || (ran && !Flag.has(flags, SaveRestore.PAUSED));
            String document = document(guest, xml);
            RunStatus.Work note = new RunStatus.Work("save", file, managed, ran, guest.reason(), false);
            boolean saved = false;
            try {
                if (managed) {
                    Folders.makePrivate(layout.saves());
                }
                guest.note(run, notes -> notes.work(note));
                SaveImage image = SaveImage.begin(file, document, resumeLater, format);
                try (Descriptor target = begin(image)) {
                    guest.note(run, notes -> notes.work(note.withBegun()));
                    if (ran) {
                        Lifecycle.pause(guest, run, StateReason.PAUSED_SAVE);
                    }
                    write(run, work, image, target);
                }
                saved = true;
            } catch (HostException e) {
                throw Errors.system(String.valueOf(e.getMessage()), e);
            } finally {
                work.end(saved);
                guest.completed(work);
                guest.publish(domain -> new DomainEvent.JobCompleted(domain, work.values()));
                if (!saved) {
                    rollBack(guest, run, file, ran);
                }
            }
            if (managed) {
                guest.managedSave(true);
            }
            stopper.stop(guest, run, Stopper.Ending.SAVED, false);
        }
    }

    private static String document(Guest guest, @Nullable String xml) {
        if (xml == null) {
            return Documents.formatLive(guest.description());
        }
        DomainDescription given = Documents.parse(xml, false);
        if (!guest.uuid().equals(given.uuid()) || !guest.name().equals(given.name())) {
            throw Errors.unsupported("the document to be saved is of domain '" + given.name() + "' (" + given.uuid()
                    + "), not of '" + guest.name() + "' (" + guest.uuid() + ")");
        }
        return xml;
    }

    /** {@return the file with its beginning, marked as incomplete, open at the place of the memory} */
    private static Descriptor begin(SaveImage image) {
        Descriptor file = Descriptor.open(image.file(), CREATE, 0600);
        try (DescriptorChannel channel = new DescriptorChannel(file.duplicate())) {
            channel.write(image.bytes());
            return file;
        } catch (IOException e) {
            file.close();
            throw Errors.system("cannot write '" + image.file() + "': " + e.getMessage(), e);
        }
    }

    private static void write(Run run, LongJob work, SaveImage image, Descriptor file) {
        try (Packing packing = Packing.pack(image.header().format(), file)) {
            MemoryTransfer.run(run, work, packing.qemuEnd());
            packing.finish();
        }
        AtomicFile.sync(file, image.file());
        image.completed().write();
        try {
            AtomicFile.syncFolderOf(image.file());
        } catch (IOException e) {
            throw Errors.system("cannot write '" + image.file() + "': " + e.getMessage(), e);
        }
    }

    /** Makes a save that failed, or that a predecessor did not end, as if it had not been begun. */
    public static void rollBack(Guest guest, Run run, Path file, boolean ran) {
        if (run.isReleased()) {
            // This process lets go of its guests; the next owner reads what was under way, and rolls back.
            return;
        }
        removePartial(file);
        if (guest.runOrNull() != run || run.monitorOrNull() == null) {
            return;
        }
        try {
            if (ran && guest.state() == DomainState.PAUSED) {
                Lifecycle.unpause(guest, run, StateReason.RUNNING_SAVE_CANCELED);
            }
        } catch (JvirtException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays paused after a save that failed: {1}", guest, e.getMessage());
        }
        guest.note(run, notes -> notes.work(null));
    }

    /** Removes a file that a save has begun and not ended; any other stays. */
    public static void removePartial(Path file) {
        try {
            if (!SaveImage.read(file).header().complete()) {
                AtomicFile.delete(file);
            }
        } catch (JvirtException | HostException e) {
            // No header yet, or no file: nothing of ours that could be taken for a saved guest.
            LOG.log(System.Logger.Level.DEBUG, "{0} is left as it is: {1}", file, e.getMessage());
        }
    }

    /** {@return whether a file of a save holds memory as QEMU writes it} */
    public static boolean isRaw(Path file) {
        try {
            return SaveImage.read(file).header().format() == SaveFormat.RAW;
        } catch (JvirtException e) {
            return false;
        }
    }

    /** Marks a file, into which QEMU has written all, as complete. */
    public static void complete(Path file) {
        try (Descriptor descriptor = Descriptor.open(file, 0)) {
            AtomicFile.sync(descriptor, file);
        }
        SaveImage.read(file).completed().write();
    }

    /** {@return whether a save came to its end, so that the file holds all of the guest} */
    public static boolean isComplete(Path file) {
        try {
            return SaveImage.read(file).header().complete();
        } catch (JvirtException e) {
            return false;
        }
    }
}
