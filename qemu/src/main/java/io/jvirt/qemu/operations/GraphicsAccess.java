package io.jvirt.qemu.operations;

import io.jvirt.host.socket.UnixSocket;
import io.jvirt.model.domain.Graphics;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.qmp.QmpException;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.Map;

/** Connections to a guest's displays that are handed to QEMU instead of made through a port. */
public final class GraphicsAccess {
    private static final String NAME = "jvirt-display";

    private GraphicsAccess() {}

    /** {@return a viewer's end of a connection to a display by its place in the document; {@code skipAuth} spares the password} */
    public static ByteChannel open(Guest guest, int index, boolean skipAuth) {
        try (JobLock.Job job = guest.jobs().begin("virDomainOpenGraphicsFD")) {
            Run run = guest.run();
            List<Graphics> displays = guest.description().devices().graphics();
            if (index < 0 || index >= displays.size()) {
                throw Errors.internal("No graphics backend with index " + index, null);
            }
            String protocol = switch (displays.get(index)) {
                case Graphics.Vnc _ -> "vnc";
                case Graphics.Spice _ -> "spice";
                case Graphics other -> throw Errors.internal(
                        "Can only open VNC or SPICE graphics backends, not " + other.getClass().getSimpleName(), null);
            };
            List<UnixSocket> pair = UnixSocket.pair();
            UnixSocket viewer = pair.get(0);
            boolean handed = false;
            try (UnixSocket display = pair.get(1)) {
                run.monitor().execute("getfd", Map.of("fdname", NAME), List.of(display.descriptor()));
                run.monitor().execute("add_client", Map.of("protocol", protocol, "fdname", NAME, "skipauth", skipAuth));
                handed = true;
                return viewer;
            } catch (QmpException e) {
                throw e.toJvirt();
            } finally {
                if (!handed) {
                    viewer.close();
                }
            }
        }
    }
}
