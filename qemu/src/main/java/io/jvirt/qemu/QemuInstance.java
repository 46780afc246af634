package io.jvirt.qemu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.spi.GuestStorage;
import io.jvirt.api.spi.HostServices;
import io.jvirt.host.HostException;
import io.jvirt.host.facts.Kernel;
import io.jvirt.host.Undo;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.event.EventBus;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.GuestContext;
import io.jvirt.qemu.guest.GuestTable;
import io.jvirt.qemu.life.GuestImages;
import io.jvirt.qemu.life.GuestCards;
import io.jvirt.qemu.life.Launcher;
import io.jvirt.qemu.life.Life;
import io.jvirt.qemu.save.Saver;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import io.jvirt.qemu.store.StatusStore;
import io.jvirt.service.DefinitionStore;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.SharedInstances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The guests of one place, for all connections to it in this process. Opened with the first connection and closed with
 * the last; guests go on in between.
 */
public final class QemuInstance implements GuestContext, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QemuInstance.class.getName());
    private static final SharedInstances<Layout, QemuInstance> OPEN = new SharedInstances<>();
    private static final DefinitionStore.Kind KIND = new DefinitionStore.Kind("domain", "guest", "edit");

    private final Layout layout;
    private final QemuSettings settings;
    private final Undo closing = new Undo();
    private final EventBus events = new EventBus();
    private final GuestTable table = new GuestTable(this);
    private final DefinitionStore definitions;
    private final StatusStore statuses;
    private final Launcher launcher;
    private final Life life;
    private final HostServices services;
    private final String boot;

    private QemuInstance(Layout layout, QemuSettings settings, Function<Layout, Launcher> launchers, InstanceLock lock) {
        this.layout = layout;
        this.settings = settings;
        closing.closing(lock);
        this.boot = Kernel.bootId();
        this.definitions = new DefinitionStore(layout.config(), KIND);
        this.statuses = new StatusStore(layout);
        this.services = new HostServices(layout.place(), false);
        GuestImages images = new GuestImages(() -> services.get(GuestStorage.class, GuestStorage.NONE));
        this.launcher = launchers.apply(layout).withVolumes(images);
        GuestCards cards = new GuestCards(services, layout.instance().equals("system"));
        this.life = new Life(layout, settings, table, launcher, images, cards, events);
    }

    /**
     * Opens an instance, or joins the one that is open in this process.
     *
     * @param launchers makes what makes command lines
     * @return empty when another process owns the place
     */
    static Optional<SharedInstances.Hold<QemuInstance>> open(
            Layout layout, QemuSettings settings, Function<Layout, Launcher> launchers) {
        return OPEN.join(layout, place -> tryOpen(place, settings, launchers));
    }

    private static Optional<QemuInstance> tryOpen(
            Layout layout, QemuSettings settings, Function<Layout, Launcher> launchers) {
        Optional<InstanceLock> lock = InstanceLock.tryLock(layout.run());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (Undo undo = new Undo()) {
            undo.add("lock", lock.get()::close);
            layout.create();
            QemuInstance opened = new QemuInstance(layout, settings, launchers, lock.get());
            opened.load();
            undo.commit();
            return Optional.of(opened);
        } catch (HostException e) {
            throw Errors.system("cannot open " + layout.uri() + ": " + e.getMessage(), e);
        }
    }

    /** Gives the place up; guests go on. */
    @Override
    public void close() {
        life.close();
        services.close();
        closing.close();
    }

    private void load() {
        DefinitionStore.Contents stored = definitions.load();
        for (DefinitionStore.Broken broken : stored.broken()) {
            LOG.log(System.Logger.Level.ERROR, "{0} {1}; the other guests are not affected", broken.file(), broken.problem());
        }
        Set<String> saved = layout.managedSaves();
        for (DefinitionStore.Entry entry : stored.entries()) {
            Guest guest = table.findOrAdd(entry.uuid(), entry.name());
            guest.defined(entry.name(), null);
            guest.autostart(stored.autostart().contains(entry.name()));
            guest.managedSave(saved.contains(entry.name()) && usable(layout.managedSave(entry.name())));
        }
        life.recover(statuses.load(), boot);
    }

    /** {@return whether a managed save was written to its end}; one that a crash interrupted is removed */
    private static boolean usable(Path image) {
        Saver.removePartial(image);
        return Files.exists(image);
    }

    /** {@return where things are kept} */
    public Layout layout() {
        return layout;
    }

    /** {@return all guests} */
    public GuestTable table() {
        return table;
    }

    /** {@return the stored definitions} */
    public DefinitionStore definitions() {
        return definitions;
    }

    /** {@return what makes command lines} */
    public Launcher launcher() {
        return launcher;
    }

    /** {@return the host's services, as the driver itself uses them} */
    public HostServices services() {
        return services;
    }

    /** {@return what guests do} */
    public Life life() {
        return life;
    }

    @Override
    public EventBus events() {
        return events;
    }

    @Override
    public Duration jobPatience() {
        return settings.jobPatience();
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public DomainDescription readDefinition(String name) {
        try {
            return Documents.parse(definitions.read(name), false);
        } catch (HostException e) {
            throw new JvirtException(ErrorCode.READ_FAILED, ErrorDomain.QEMU, definitions.file(name).toString(), e);
        } catch (JvirtException e) {
            throw new JvirtException(
                    ErrorCode.PARSE_FAILED, ErrorDomain.QEMU, definitions.file(name) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String formatLive(DomainDescription description) {
        return Documents.formatLive(description);
    }

    @Override
    public void writeStatus(RunStatus status) {
        statuses.write(status);
    }

    @Override
    public void deleteStatus(String name) {
        statuses.delete(name);
    }
}
