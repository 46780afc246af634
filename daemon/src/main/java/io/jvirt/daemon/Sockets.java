package io.jvirt.daemon;

import io.jvirt.daemon.config.Settings;
import io.jvirt.host.HostException;
import io.jvirt.host.Undo;
import io.jvirt.host.socket.SocketActivation;
import io.jvirt.host.socket.UnixListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Opens the sockets of an instance, or takes over those that systemd holds for it. */
final class Sockets {
    private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

    private Sockets() {}

    /** A socket that listens, and who may use it. */
    record Door(UnixListener listener, Access access, String name) implements AutoCloseable {
        @Override
        public void close() {
            listener.close();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Opens all; none stays open when one fails. */
    static List<Door> open(Places places, Settings settings, boolean classic) throws StartException {
        int owner = ownUser();
        OptionalInt group = group(places, settings);
        try (Undo undo = new Undo()) {
            List<Door> doors = new ArrayList<>();
            Set<Boolean> handedOver = new HashSet<>();
            for (SocketActivation.Inherited inherited : SocketActivation.inherited()) {
                // The names of the socket units, or of their FileDescriptorName= (systemd.socket(5)).
                boolean readOnly = inherited.name().contains("-ro");
                Access access = new Access(places.session(), readOnly, owner, group);
                doors.add(undo.closing(
                        new Door(UnixListener.adopt(inherited.descriptor()), access, "systemd's " + inherited.name())));
                handedOver.add(readOnly);
            }
            for (Places.Endpoint endpoint : places.endpoints(classic)) {
                boolean own = endpoint.path().startsWith(places.run());
                if (own && handedOver.contains(endpoint.readOnly())) {
                    continue;
                }
                Access access = new Access(places.session(), endpoint.readOnly(), owner, group);
                doors.add(undo.closing(open(endpoint, access, settings)));
            }
            undo.commit();
            return List.copyOf(doors);
        } catch (HostException e) {
            throw new StartException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static Door open(Places.Endpoint endpoint, Access access, Settings settings) throws StartException {
        Path path = endpoint.path();
        int mode = access.session() ? 0600 : modeFor(access, settings);
        try {
            Path folder = path.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
            return new Door(UnixListener.listen(path, mode, access.readOnly() ? OptionalInt.empty() : access.group()), access,
                    path.toString());
        } catch (HostException e) {
            if (e.errno() == ADDRESS_IN_USE) {
                throw new StartException("Another daemon listens at " + path + (path.endsWith("libvirt-sock")
                                || path.endsWith("libvirt-sock-ro")
                        ? ": stop libvirtd (systemctl stop libvirtd.socket libvirtd-ro.socket libvirtd) or leave --listen-classic out"
                        : ": stop it first"), e);
            }
            throw e;
        } catch (IOException e) {
            throw new StartException("Cannot create the folder of socket " + path + ": " + e.getMessage(), e);
        }
    }

    /** EADDRINUSE of errno(3). */
    private static final int ADDRESS_IN_USE = 98;

    /** Without the group nobody but root gets through, whatever the mode says. */
    private static int modeFor(Access access, Settings settings) {
        if (access.readOnly()) {
            return settings.readOnlyMode();
        }
        return access.group().isPresent() ? settings.readWriteMode() : settings.readWriteMode() & 0700;
    }

    private static OptionalInt group(Places places, Settings settings) throws StartException {
        if (places.session()) {
            return OptionalInt.empty();
        }
        try {
            OptionalInt group = Access.groupNumber(settings.socketGroup());
            if (group.isEmpty() && !settings.socketGroup().isEmpty()) {
                LOG.log(Level.INFO, "There is no group {0} (unix_sock_group): only root may change anything",
                        settings.socketGroup());
            }
            return group;
        } catch (IOException e) {
            throw new StartException("Cannot look group " + settings.socketGroup() + " up: " + e.getMessage(), e);
        }
    }

    static int ownUser() throws StartException {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new StartException("Cannot read /proc/self: is /proc mounted?", e);
        }
    }
}
