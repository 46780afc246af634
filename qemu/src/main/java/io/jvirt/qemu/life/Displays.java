package io.jvirt.qemu.life;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.ports.PortPool;
import io.jvirt.qemu.qmp.QmpClient;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ports and passwords of a guest's displays. */
final class Displays {
    private final PortPool ports;
    private final PortPool websockets;

    Displays(PortPool ports, PortPool websockets) {
        this.ports = ports;
        this.websockets = websockets;
    }

    /**
     * Chooses the ports that the document leaves open and notes them in the live document.
     *
     * @return whether any was chosen, so that another can be tried
     */
    boolean assignPorts(Guest guest, Run run) {
        List<Graphics> resolved = new ArrayList<>();
        boolean[] chosen = new boolean[1];
        for (Graphics graphics : guest.description().devices().graphics()) {
            resolved.add(switch (graphics) {
                case Graphics.Vnc vnc when vnc.socket() == null && Listens.onTcp(vnc.listens()) -> vnc(guest, run, vnc, chosen);
                case Graphics.Spice spice when Listens.onTcp(spice.listens()) -> spice(guest, run, spice, chosen);
                default -> graphics;
            });
        }
        guest.noteQuietly(run, notes -> notes.description(d ->
                Records.with(d, "devices", Records.with(d.devices(), "graphics", resolved))));
        return chosen[0];
    }

    private Graphics.Vnc vnc(Guest guest, Run run, Graphics.Vnc vnc, boolean[] chosen) {
        Graphics.Vnc resolved = vnc;
        Integer port = vnc.port();
        if (vnc.autoport() == YesNo.YES || port == null || port < 0) {
            resolved = Records.with(resolved, "port", acquire(guest, run, ports));
            chosen[0] = true;
        } else {
            take(guest, run, ports, port);
        }
        Integer websocket = vnc.websocket();
        if (websocket != null && websocket == -1) {
            resolved = Records.with(resolved, "websocket", acquire(guest, run, websockets));
            chosen[0] = true;
        }
        return resolved;
    }

    private Graphics.Spice spice(Guest guest, Run run, Graphics.Spice spice, boolean[] chosen) {
        Integer port = spice.port();
        if (spice.autoport() == YesNo.YES || (port != null && port == -1)) {
            chosen[0] = true;
            return Records.with(spice, "port", acquire(guest, run, ports));
        }
        if (port != null && port > 0) {
            take(guest, run, ports, port);
        }
        return spice;
    }

    private static int acquire(Guest guest, Run run, PortPool pool) {
        int port = pool.acquire();
        keep(guest, run, pool, port);
        return port;
    }

    private static void take(Guest guest, Run run, PortPool pool, int port) {
        pool.reserve(port);
        keep(guest, run, pool, port);
    }

    private static void keep(Guest guest, Run run, PortPool pool, int port) {
        run.teardown().add("port " + port, () -> pool.release(port));
        guest.noteQuietly(run, notes -> notes.port(port));
    }

    /** Takes the ports of a run that is taken over. */
    void reclaim(Run run, List<Integer> taken) {
        for (int port : taken) {
            PortPool pool = websockets.covers(port) && !ports.covers(port) ? websockets : ports;
            pool.reserve(port);
            run.teardown().add("port " + port, () -> pool.release(port));
        }
    }

    /** Sets the displays' passwords, which are on no command line. */
    static void setPasswords(Guest guest, QmpClient monitor) {
        for (Graphics graphics : guest.description().devices().graphics()) {
            switch (graphics) {
                case Graphics.Vnc vnc -> setPassword("vnc", vnc.password(), monitor);
                case Graphics.Spice spice -> setPassword("spice", spice.password(), monitor);
                default -> {
                    // The others have none.
                }
            }
        }
    }

    private static void setPassword(String protocol, Graphics.Password password, QmpClient monitor) {
        @Nullable String secret = password.passwd();
        if (secret == null) {
            return;
        }
        Map<String, Object> arguments = new HashMap<>(Map.of("protocol", protocol, "password", secret));
        Graphics.Connected connected = password.connected();
        if (connected != null) {
            arguments.put("connected", connected.name().toLowerCase(Locale.ROOT));
        }
        monitor.execute("set_password", arguments);
        String until = password.passwdValidTo();
        if (until != null) {
            monitor.execute("expire_password", Map.of("protocol", protocol, "time", seconds(until)));
        }
    }

    private static String seconds(String until) {
        try {
            return Long.toString(LocalDateTime.parse(until).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return "now";
        }
    }
}
