package io.jvirt.qemu;

import io.jvirt.api.JvirtException;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.qemu.guest.Guest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the guests that are to start by themselves, once in each run of the host: a daemon that is restarted does not
 * start again what somebody stopped.
 */
final class Autostart {
    private static final System.Logger LOG = System.getLogger(Autostart.class.getName());

    private Autostart() {}

    /** Starts what is to start by itself beside the caller: the host's services, then guests. */
    static void begin(QemuInstance instance) {
        Thread.ofVirtual().name("jvirt-autostart").start(() -> {
            // Networks and pools first: guests need them.
            instance.services().autostart();
            Path marker = instance.layout().run().resolve("autostarted");
            if (!boot(marker).equals(instance.boot())) {
                run(instance, marker);
            }
        });
    }

    private static String boot(Path marker) {
        try {
            return Files.readString(marker, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static void run(QemuInstance instance, Path marker) {
        List<Thread> starts = new ArrayList<>();
        for (Guest guest : instance.table().all()) {
            if (guest.autostart() && !guest.active()) {
                starts.add(Thread.ofVirtual().name("jvirt-autostart-" + guest.name()).start(() -> start(instance, guest)));
            }
        }
        try {
            for (Thread start : starts) {
                start.join();
            }
            // Only now: a crash in between lets the successor start the rest.
            AtomicFile.replace(marker, instance.boot().getBytes(StandardCharsets.UTF_8), 0600);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (HostException e) {
            LOG.log(System.Logger.Level.WARNING, "Guests may be started again: {0}", e.getMessage());
        }
    }

    private static void start(QemuInstance instance, Guest guest) {
        try {
            instance.life().lifecycle().start(guest);
        } catch (JvirtException e) {
            LOG.log(System.Logger.Level.ERROR, "Failed to autostart {0}: {1}", guest, e.getMessage());
        }
    }
}
