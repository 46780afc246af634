package io.jvirt.qemu.life;

import io.jvirt.host.HostException;
import io.jvirt.host.UserDatabase;
import io.jvirt.host.file.Folders;
import io.jvirt.host.process.Credentials;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user that QEMU runs as in the host's instance, and the files that are lent to it: a disk image belongs to it as
 * long as a guest uses it, and to its former owner afterwards. Who owned what is in the status file before it is changed.
 */
final class QemuUser {
    private static final System.Logger LOG = System.getLogger(QemuUser.class.getName());

    private final UserDatabase.@Nullable User user;
    /** Files lent, with their owner before and the runs that use them. */
    private final Map<Path, Loan> loans = new HashMap<>();

    private record Loan(RunStatus.Owner owner, Set<Integer> runs) {}

    private final GuestImages images;

    private QemuUser(UserDatabase.@Nullable User user, GuestImages images) {
        this.user = user;
        this.images = images;
    }

    /**
     * {@return the first of the named users that there is, if this is the host's instance and we may become it;
     * otherwise QEMU runs as we do}
     */
    static QemuUser choose(Layout layout, List<String> names, GuestImages images) {
        if (!layout.instance().equals("system") || UserDatabase.ownUid() != 0) {
            return new QemuUser(null, images);
        }
        return new QemuUser(names.stream()
                .map(UserDatabase::user)
                .flatMap(Optional::stream)
                .filter(user -> user.uid() != 0)
                .findFirst()
                .orElse(null), images);
    }

    /** {@return as whom QEMU is started; empty for as we are} */
    Optional<Credentials> credentials() {
        return user == null ? Optional.empty() : Optional.of(user.credentials());
    }

    /** Lends the run's folder and the guest's files. */
    void lend(Guest guest, Run run) {
        run.teardown().add("images of " + guest.name(), () -> images.giveBack(guest));
        images.take(guest, run);
        UserDatabase.User borrower = user;
        if (borrower == null) {
            return;
        }
        giveFolder(run.folder(), borrower);
        lendToUser(guest, run);
    }

    /** Tells that QEMU's process has the images from now on: while it lives they are the guest's, whatever becomes of us. */
    void handOver(Guest guest, Run run) {
        images.take(guest, run);
    }

    /** Lends those of the guest's files that are not lent to the run yet. */
    void lendFiles(Guest guest, Run run) {
        images.take(guest, run);
        lendToUser(guest, run);
    }

    private void lendToUser(Guest guest, Run run) {
        UserDatabase.User borrower = user;
        if (borrower != null) {
            for (Path file : files(guest.description())) {
                lend(guest, run, file, borrower);
            }
        }
    }

    /** Gives those files back that were lent to the run and that its guest does not use any more. */
    void takeBackUnused(Guest guest, Run run) {
        images.giveBackUnused(guest);
        if (user == null) {
            return;
        }
        Set<Path> used = files(guest.description());
        for (Path file : lentTo(run)) {
            if (!used.contains(file)) {
                giveBack(file, run.id());
                guest.note(run, notes -> notes.ownerBack(file));
            }
        }
    }

    private synchronized List<Path> lentTo(Run run) {
        return loans.entrySet().stream()
                .filter(loan -> loan.getValue().runs().contains(run.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void giveFolder(Path folder, UserDatabase.User to) {
        try (Stream<Path> inside = Files.list(folder)) {
            inside.forEach(file -> Folders.changeOwner(file, to.uid(), to.gid()));
        } catch (IOException e) {
            throw new HostException("Cannot list '" + folder + "': " + e.getMessage(), e);
        }
        Folders.changeOwner(folder, to.uid(), to.gid());
    }

    private synchronized void lend(Guest guest, Run run, Path file, UserDatabase.User borrower) {
        Loan loan = loans.get(file);
        if (loan == null) {
            Optional<RunStatus.Owner> owner = owner(file);
            if (owner.isEmpty() || owner.get().uid() == borrower.uid()) {
                return;
            }
            loan = new Loan(owner.get(), new HashSet<>());
            loans.put(file, loan);
        }
        RunStatus.Owner before = loan.owner();
        if (!loan.runs().add(run.id())) {
            return;
        }
        guest.note(run, notes -> notes.owner(before));
        run.teardown().add("owner of " + file, () -> giveBack(file, run.id()));
        Folders.changeOwner(file, borrower.uid(), borrower.gid());
    }

    private static Optional<RunStatus.Owner> owner(Path file) {
        try {
            // A missing file is QEMU's to complain about; a device node keeps its group that lets others in.
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            return Optional.of(new RunStatus.Owner(
                    file, (Integer) Files.getAttribute(file, "unix:uid"), (Integer) Files.getAttribute(file, "unix:gid")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private synchronized void giveBack(Path file, int run) {
        Loan loan = loans.get(file);
        if (loan == null) {
            return;
        }
        loan.runs().remove(run);
        if (!loan.runs().isEmpty()) {
            return;
        }
        loans.remove(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Folders.changeOwner(file, loan.owner().uid(), loan.owner().gid());
        } catch (HostException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays QEMU''s: {1}", file, e.getMessage());
        }
    }

    /** Takes the loans of a run over that is taken over. */
    synchronized void reclaim(Run run, List<RunStatus.Owner> owners) {
        for (RunStatus.Owner owner : owners) {
            loans.computeIfAbsent(owner.file(), file -> new Loan(owner, new HashSet<>())).runs().add(run.id());
            run.teardown().add("owner of " + owner.file(), () -> giveBack(owner.file(), run.id()));
        }
    }

    private Set<Path> files(DomainDescription description) {
        Set<Path> files = new LinkedHashSet<>();
        Devices devices = description.devices();
        for (Disk disk : devices.disks()) {
            add(files, images.file(disk.source()));
            for (Disk.BackingStore below = disk.backingStore(); below != null; below = below.backingStore()) {
                add(files, below.source() == null ? null : images.file(below.source()));
            }
        }
        Os os = description.os();
        add(files, os.kernel());
        add(files, os.initrd());
        add(files, os.dtb());
        if (os.nvram() != null) {
            add(files, os.nvram().path());
        }
        return files;
    }

    private static void add(Set<Path> files, @Nullable String path) {
        if (path != null) {
            files.add(Path.of(path));
        }
    }
}
