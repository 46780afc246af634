package io.jvirt.qemu;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.spi.Driver;
import io.jvirt.api.spi.Place;
import io.jvirt.host.UserDatabase;
import io.jvirt.qemu.life.Launcher;
import io.jvirt.qemu.store.Layout;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.SharedInstances;
import java.util.Optional;
import java.util.function.Function;

/**
 * QEMU guests of this host: {@code qemu:///system} for root, {@code qemu:///session} for each user, and
 * {@code qemu:///embed?root=FOLDER} for a program that keeps guests of its own. They run in this process's care when no
 * other has it; when a daemon has it the URI is left to the remote driver.
 */
public final class QemuDriver implements Driver {
    private final QemuSettings settings;
    private final Function<Layout, Launcher> launchers;

    /** The driver with what holds when nothing is said, for QEMU binaries of this host. */
    public QemuDriver() {
        this(QemuSettings.DEFAULT, QemuLauncher::new);
    }

    /**
     * A driver of one's own.
     *
     * @param launchers what makes command lines of documents, for each place that is opened
     */
    public QemuDriver(QemuSettings settings, Function<Layout, Launcher> launchers) {
        this.settings = settings;
        this.launchers = launchers;
    }

    @Override
    public String name() {
        return "qemu";
    }

    @Override
    public Optional<Connection> open(ConnectionUri uri, ConnectFlag... flags) {
        if (!uri.driver().equals("qemu") || uri.transport() != null || !uri.host().isEmpty()) {
            return Optional.empty();
        }
        Layout layout = Place.of(uri)
                .map(Layout::in)
                .orElseThrow(() -> new JvirtException(
                        ErrorCode.INTERNAL_ERROR,
                        ErrorDomain.QEMU,
                        "unexpected QEMU URI path '" + uri.path() + "', try qemu:///system"));
        if (layout.instance().equals("system") && !uri.parameters().containsKey("root") && !root()) {
            return Optional.empty();
        }
        Optional<SharedInstances.Hold<QemuInstance>> instance = QemuInstance.open(layout, settings, launchers);
        if (instance.isEmpty() && layout.instance().equals("embed")) {
            throw new JvirtException(
                    ErrorCode.RESOURCE_BUSY,
                    ErrorDomain.QEMU,
                    InstanceLock.owner(layout.run()) + " has the guests of " + layout.run() + " in its care; end it or use another root");
        }
        boolean readOnly = Flag.has(flags, ConnectFlag.READ_ONLY);
        return instance.map(opened -> new QemuConnection(opened, layout.uri(), readOnly));
    }

    @Override
    public void autostart(Connection connection) {
        if (connection instanceof QemuConnection own) {
            Autostart.begin(own.instance());
        }
    }

    private static boolean root() {
        return UserDatabase.ownUid() == 0;
    }
}
