package io.jvirt.qemu.crash;

import io.jvirt.api.Connection;
import io.jvirt.api.ConnectionUri;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.BareLauncher;
import io.jvirt.qemu.QemuDriver;
import io.jvirt.qemu.QemuSettings;
import java.util.List;
import java.util.Random;

/**
 * The process that is killed: does random things to guests for ever, and says on its output what it is about to do and
 * what it has done. Arguments: root folder, seed, threads, guests a thread, first number for versions.
 */
public final class CrashWorker {
    private static final List<String> WAYS =
            List.of("define", "define", "undefine", "start", "start", "destroy", "suspend", "resume", "save", "autostart");

    private CrashWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        String root = arguments[0];
        long seed = Long.parseLong(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        int guests = Integer.parseInt(arguments[3]);
        int version = Integer.parseInt(arguments[4]);
        Connection connection = open(root);
        say("ready");
        for (int t = 0; t < threads; t++) {
            int thread = t;
            Thread.ofPlatform().start(() -> work(connection, thread, guests, new Random(seed + thread), version));
        }
        Thread.currentThread().join();
    }

    static Connection open(String root) {
        return new QemuDriver(QemuSettings.DEFAULT, layout -> new BareLauncher())
                .open(ConnectionUri.parse("qemu:///embed?root=" + root))
                .orElseThrow();
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }

    private static void work(Connection connection, int thread, int guests, Random random, int firstVersion) {
        int version = firstVersion;
        while (true) {
            String name = "g" + thread + "-" + random.nextInt(guests);
            String way = WAYS.get(random.nextInt(WAYS.size()));
            version++;
            say("> " + way + " " + name + " " + version);
            String result;
            try {
                act(connection, way, name, version);
                result = "ok";
            } catch (JvirtException e) {
                result = e.code() + " " + String.valueOf(e.getMessage()).replace('\n', ' ');
            }
            say("< " + way + " " + name + " " + version + " " + result);
        }
    }

    private static void act(Connection connection, String way, String name, int version) {
        if (way.equals("define")) {
            connection.define(document(name, version));
            return;
        }
        Domain domain = connection.domain(name);
        switch (way) {
            case "undefine" -> domain.undefine(DomainFlags.Undefine.MANAGED_SAVE);
            case "start" -> domain.start();
            case "destroy" -> domain.destroy();
            case "suspend" -> domain.suspend();
            case "resume" -> domain.resume();
            case "save" -> domain.managedSave();
            case "autostart" -> domain.setAutostart(version % 2 == 0);
            default -> throw new IllegalArgumentException(way);
        }
    }

    private static String document(String name, int version) {
        // Guests of one name have one UUID, so that a definition replaces the one before.
        return "<domain type='qemu'><name>" + name + "</name><uuid>"
                + java.util.UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "</uuid><title>version " + version + "</title><memory unit='MiB'>16</memory>"
                + "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices/></domain>";
    }
}
