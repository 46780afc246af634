package io.jvirt.qemu.store;

import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.file.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one instance of the driver keeps its things. This is the only place that knows; every folder can be moved.
 *
 * @param instance the URI's path without the slash: {@code system}, {@code session} or {@code embed}
 * @param config definitions, {@code autostart/} links to those that start by themselves
 * @param run what lives no longer than the host's run: status files, a private folder for each running guest, the lock
 * @param state what outlives it: {@code save/}, {@code nvram/}, {@code dump/}, {@code snapshot/}
 * @param log a log for each guest
 * @param cache what can be computed again
 */
public record Layout(String instance, Path config, Path run, Path state, Path log, Path cache) {

    /** {@return the layout that a URI stands for, empty when the path is none of this driver's instances} */
    public static Optional<Layout> of(ConnectionUri uri) {
        return switch (uri.path()) {
            case "/system" -> Optional.of(system(root(uri).orElse(Path.of("/"))));
            case "/session" ->
                Optional.of(root(uri)
                        .map(Layout::session)
                        .orElseGet(() -> session(System.getenv(), Path.of(System.getProperty("user.home")))));
            case "/embed" -> Optional.of(embed(uri.parameters().get("root")));
            default -> Optional.empty();
        };
    }

    private static Optional<Path> root(ConnectionUri uri) {
        return Optional.ofNullable(uri.parameters().get("root")).map(root -> absolute(uri.driverUri(), root));
    }

    private static Path absolute(String uri, @Nullable String root) {
        if (root == null || !root.startsWith("/")) {
            throw new JvirtException(
                    ErrorCode.INVALID_ARG,
                    ErrorDomain.QEMU,
                    "root '" + (root == null ? "" : root) + "' of " + uri + " is no absolute path; use " + uri + "?root=/some/folder");
        }
        return Path.of(root).normalize();
    }

    /** {@return a user's folders, below {@code root} instead of the XDG ones} */
    private static Layout session(Path root) {
        return new Layout(
                "session",
                root.resolve("config/jvirt/qemu"),
                root.resolve("run/jvirt/qemu"),
                root.resolve("data/jvirt/qemu"),
                root.resolve("state/jvirt/qemu/log"),
                root.resolve("cache/jvirt/qemu"));
    }

    /** {@return the folders of the host's instance, below {@code root}} */
    public static Layout system(Path root) {
        return new Layout(
                "system",
                root.resolve("etc/jvirt/qemu"),
                root.resolve("run/jvirt/qemu"),
                root.resolve("var/lib/jvirt/qemu"),
                root.resolve("var/log/jvirt/qemu"),
                root.resolve("var/cache/jvirt/qemu"));
    }

    /** {@return a user's folders, as the XDG base directory specification places them} */
    public static Layout session(Map<String, String> environment, Path home) {
        Path cache = xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
        return new Layout(
                "session",
                xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                xdg(environment, "XDG_RUNTIME_DIR", cache.resolve("jvirt-run")),
                xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
                xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve("log"),
                cache);
    }

    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.get(variable);
        // The specification: a relative path is to be ignored.
        Path base = value == null || !value.startsWith("/") ? otherwise : Path.of(value);
        return base.resolve("jvirt/qemu");
    }

    /** {@return folders below one root of the caller's} */
    public static Layout embed(@Nullable String root) {
        Path top = absolute("qemu:///embed", root);
        return new Layout(
                "embed",
                top.resolve("etc/qemu"),
                top.resolve("run/qemu"),
                top.resolve("lib/qemu"),
                top.resolve("log/qemu"),
                top.resolve("cache/qemu"));
    }

    /**
     * Makes the folders that are missing. Nobody else can look into them; where QEMU runs as another user than we, it may
     * pass through to what is its own.
     */
    public void create() {
        for (Path folder : List.of(config, autostart(), run, state, saves(), state.resolve("nvram"), dumps(), log, cache)) {
            Folders.makePrivate(folder);
        }
        if (instance.equals("system")) {
            for (Path folder : List.of(run, state, state.resolve("nvram"))) {
                Folders.changeMode(folder, 0711);
            }
        }
    }

    /** {@return the driver's URI} */
    public String uri() {
        return "qemu:///" + instance;
    }

    /** {@return the stored definition of a guest} */
    public Path definition(String name) {
        return config.resolve(name + ".xml");
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
