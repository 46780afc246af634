package io.jvirt.qemu.store;

import io.jvirt.api.spi.Place;
import io.jvirt.host.HostException;
import io.jvirt.host.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where one instance of the driver keeps its things. This is the only place that knows; every folder can be moved.
 *
 * @param place the instance's place, in which the services have folders of theirs
 * @param config definitions, {@code autostart/} links to those that start by themselves
 * @param run what lives no longer than the host's run: status files, a private folder for each running guest, the lock
 * @param state what outlives it: {@code save/}, {@code nvram/}, {@code dump/}, {@code snapshot/}
 * @param log a log for each guest
 * @param cache what can be computed again
 */
public record Layout(Place place, Path config, Path run, Path state, Path log, Path cache) {
    /** {@return the driver's folders in a place} */
    public static Layout in(Place place) {
        Place own = place.part("qemu");
        return new Layout(place, own.config(), own.run(), own.state(), own.log(), own.cache());
    }

    /** {@return system, session or embed} */
    public String instance() {
        return place.instance();
    }

    /**
     * Makes the folders that are missing. Nobody else can look into them; where QEMU runs as another user than we, it may
     * pass through to what is its own.
     */
    public void create() {
        for (Path folder : List.of(config, autostart(), run, state, saves(), state.resolve("nvram"), dumps(), log, cache)) {
            Folders.makePrivate(folder);
        }
        if (instance().equals("system")) {
            for (Path folder : List.of(run, state, state.resolve("nvram"))) {
                Folders.changeMode(folder, 0711);
            }
        }
    }

    /** {@return the driver's URI} */
    public String uri() {
        return "qemu:///" + instance();
    }

    /** {@return the folder of the links that make guests start by themselves} */
    public Path autostart() {
        return config.resolve("autostart");
    }

    /** {@return what tells about a running guest} */
    public Path status(String name) {
        return run.resolve(name + ".xml");
    }

    /** {@return the private folder of one run of a guest} Its path has to leave room for a socket's name (unix(7): 107 bytes in all). */
    public Path folder(int id, String name) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < name.length() && safe.length() < 20; i++) {
            char c = name.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
            safe.append(plain ? c : '_');
        }
        return run.resolve("domain-" + id + "-" + safe);
    }

    /** {@return the folder of managed save images} */
    public Path saves() {
        return state.resolve("save");
    }

    /** {@return names of the guests that have a managed save image} */
    public Set<String> managedSaves() {
        Set<String> names = new HashSet<>();
        try (var files = Files.newDirectoryStream(saves(), "*.save")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                names.add(name.substring(0, name.length() - ".save".length()));
            }
        } catch (IOException e) {
            throw new HostException("Cannot list managed save images: " + e.getMessage(), e);
        }
        return names;
    }

    /** {@return the memory image from which the guest's next start restores} */
    public Path managedSave(String name) {
        return saves().resolve(name + ".save");
    }

    /** {@return the firmware's variable store} */
    public Path nvram(String name) {
        return state.resolve("nvram").resolve(name + "_VARS.fd");
    }

    /** {@return the log of a guest's runs} */
    public Path log(String name) {
        return log.resolve(name + ".log");
    }

    /** {@return the log of a guest's first console} */
    public Path consoleLog(String name) {
        return log.resolve(name + "-console.log");
    }

    /** {@return where automatic dumps go} */
    public Path dumps() {
        return state.resolve("dump");
    }
}
