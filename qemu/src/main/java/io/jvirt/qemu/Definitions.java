package io.jvirt.qemu;

import io.jvirt.api.DomainEvent.Change;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.host.HostException;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.service.DefinitionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Definitions of guests: made, changed, renamed, removed. What a call reports as done is on the disk. */
final class Definitions {
    private final QemuInstance instance;
    private final GuestTable table;
    private final DefinitionStore store;

    Definitions(QemuInstance instance) {
        this.instance = instance;
        this.table = instance.table();
        this.store = instance.definitions();
    }

    /** {@return a user's document, completed and checked} */
    DomainDescription read(String xml, boolean strict) {
        DomainDescription given = Documents.parse(xml, strict);
        checkName(given.name());
        DomainDescription named = given.uuid() == null ? Records.with(given, "uuid", UUID.randomUUID()) : given;
        return instance.launcher().complete(named);
    }

    private static void checkName(String name) {
        String problem = null;
        if (name.isEmpty()) {
            problem = "a domain needs a name";
        } else if (name.indexOf('/') >= 0) {
            problem = "name " + name + " cannot contain '/'";
        } else if (name.indexOf('\n') >= 0) {
            problem = "a domain's name cannot contain a newline";
        } else if (name.startsWith(".")) {
            // Such files are temporary ones, or folders.
            problem = "name " + name + " cannot begin with '.'";
        }
        if (problem != null) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.DOMAIN, problem);
        }
    }

    Guest define(String xml, DomainFlags.Define... flags) {
        DomainDescription description = read(xml, Flag.has(flags, DomainFlags.Define.VALIDATE));
        UUID uuid = Documents.uuid(description);
        while (true) {
            Guest guest = table.findOrAdd(uuid, description.name());
            try {
                synchronized (guest.definitionLock()) {
                    if (!table.contains(guest)) {
                        // It was just removed; the next round makes it anew.
                        continue;
                    }
                    boolean known = guest.persistent();
                    store(guest, description);
                    guest.publish((known ? Change.DEFINED_UPDATED : Change.DEFINED_ADDED)::of);
                    return guest;
                }
            } finally {
                table.removeIfGone(guest);
            }
        }
    }

    private void store(Guest guest, DomainDescription description) {
        DomainDescription stored = Records.with(description, "id", null);
        try {
            store.write(guest.name(), Documents.formatStored(stored));
        } catch (HostException e) {
            throw Errors.system(String.valueOf(e.getMessage()), e);
        }
        guest.defined(guest.name(), stored);
    }

    /** Changes the stored definition of a guest. */
    void change(Guest guest, UnaryOperator<DomainDescription> change) {
        synchronized (guest.definitionLock()) {
            DomainDescription old = guest.definition()
                    .orElseThrow(() -> Errors.invalid("cannot change persistent config of a transient domain"));
            store(guest, change.apply(old));
        }
    }

    void undefine(Guest guest, DomainFlags.Undefine... flags) {
        boolean nvram = Flag.has(flags, DomainFlags.Undefine.NVRAM);
        boolean keepNvram = Flag.has(flags, DomainFlags.Undefine.KEEP_NVRAM);
        if (nvram && keepNvram) {
            throw Errors.invalid("cannot both keep and delete nvram");
        }
        try (JobLock.Job job = guest.jobs().begin("virDomainUndefineFlags")) {
            if (!guest.persistent()) {
                throw Errors.invalid("cannot undefine transient domain");
            }
            boolean managedSave = Flag.has(flags, DomainFlags.Undefine.MANAGED_SAVE);
            if (guest.managedSave() && !managedSave) {
                throw Errors.invalid("Refusing to undefine while domain managed save image exists");
            }
            Optional<Path> variables = variables(guest);
            if (variables.isPresent() && !nvram && !keepNvram) {
                throw Errors.invalid("cannot undefine domain with nvram");
            }
            List<Path> others = new ArrayList<>();
            if (guest.managedSave()) {
                others.add(instance.layout().managedSave(guest.name()));
            }
            if (nvram) {
                variables.ifPresent(others::add);
            }
            synchronized (guest.definitionLock()) {
                store.delete(new DefinitionStore.Entry(guest.name(), guest.uuid()), others);
                guest.managedSave(false);
                guest.undefined();
                guest.publish(Change.UNDEFINED_REMOVED::of);
            }
            table.removeIfGone(guest);
        } catch (HostException e) {
            throw Errors.system(String.valueOf(e.getMessage()), e);
        }
    }

    /** {@return the file with the firmware's variables, if there is one} A definition that cannot be read has none to tell of. */
    private static Optional<Path> variables(Guest guest) {
        Os os;
        try {
            os = guest.description().os();
        } catch (JvirtException e) {
            return Optional.empty();
        }
        Os.Nvram nvram = os.nvram();
        String file = nvram == null ? null : nvram.path();
        return file == null ? Optional.empty() : Optional.of(Path.of(file)).filter(Files::exists);
    }

    void rename(Guest guest, String newName) {
        checkName(newName);
        try (JobLock.Job job = guest.jobs().begin("virDomainRename")) {
            if (guest.active()) {
                throw Errors.invalid("cannot rename active domain");
            }
            DomainDescription old = guest.definition().orElseThrow(() -> Errors.invalid("cannot rename a transient domain"));
            if (guest.managedSave()) {
                throw Errors.invalid("domain with a managed saved state can't be renamed");
            }
            String oldName = guest.name();
            if (oldName.equals(newName)) {
                throw Errors.argument("Can't rename domain to itself");
            }
            table.reserveName(guest, newName);
            try {
                synchronized (guest.definitionLock()) {
                    DomainDescription renamed = Records.with(old, "name", newName);
                    store.rename(new DefinitionStore.Entry(oldName, guest.uuid()), newName, Documents.formatStored(renamed));
                    guest.publish(Change.UNDEFINED_RENAMED::of);
                    guest.defined(newName, renamed);
                    guest.publish(Change.DEFINED_RENAMED::of);
                }
                table.renamed(guest, oldName);
            } catch (HostException e) {
                table.cancelRename(guest, newName);
                throw Errors.system(String.valueOf(e.getMessage()), e);
            }
        }
    }

    void setAutostart(Guest guest, boolean autostart) {
        try (JobLock.Job job = guest.jobs().begin("virDomainSetAutostart")) {
            if (!guest.persistent()) {
                throw Errors.invalid("cannot set autostart for transient domain");
            }
            store.setAutostart(guest.name(), autostart);
            guest.autostart(autostart);
        } catch (HostException e) {
            throw Errors.system(String.valueOf(e.getMessage()), e);
        }
    }
}
