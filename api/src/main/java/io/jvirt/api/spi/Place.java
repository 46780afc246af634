package io.jvirt.api.spi;

import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance keeps its things: the host's, a user's, or a program's own. Each driver and each service has a folder
 * of its name in each of these.
 *
 * @param instance the URI's path without the slash: {@code system}, {@code session} or {@code embed}
 * @param config what people may read, back up and put under version control
 * @param run what lives no longer than the host's run
 * @param state what outlives it
 * @param log logs
 * @param cache what can be computed again
 */
public record Place(String instance, Path config, Path run, Path state, Path log, Path cache) {

    /** {@return the place that a URI such as {@code qemu:///session} stands for, empty when its path is no instance's} */
    public static Optional<Place> of(ConnectionUri uri) {
        return switch (uri.path()) {
            case "/system" -> Optional.of(system(root(uri).orElse(Path.of("/"))));
            case "/session" ->
                Optional.of(root(uri)
                        .map(Place::session)
                        .orElseGet(() -> session(System.getenv(), Path.of(System.getProperty("user.home")))));
            case "/embed" -> Optional.of(embed(absolute(uri.driverUri(), uri.parameters().get("root"))));
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
                    ErrorDomain.CONF,
                    "root '" + (root == null ? "" : root) + "' of " + uri + " is no absolute path; use " + uri + "?root=/some/folder");
        }
        return Path.of(root).normalize();
    }

    /** {@return the host's folders, below {@code root}} */
    public static Place system(Path root) {
        return new Place(
                "system",
                root.resolve("etc/jvirt"),
                root.resolve("run/jvirt"),
                root.resolve("var/lib/jvirt"),
                root.resolve("var/log/jvirt"),
                root.resolve("var/cache/jvirt"));
    }

    /** {@return a user's folders, below {@code root} instead of the XDG ones} */
    private static Place session(Path root) {
        return new Place(
                "session",
                root.resolve("config/jvirt"),
                root.resolve("run/jvirt"),
                root.resolve("data/jvirt"),
                root.resolve("state/jvirt/log"),
                root.resolve("cache/jvirt"));
    }

    /** {@return a user's folders, as the XDG base directory specification places them} */
    public static Place session(Map<String, String> environment, Path home) {
        Path cache = xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
        return new Place(
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
        return base.resolve("jvirt");
    }

    /** {@return folders below one root of the caller's} */
    public static Place embed(Path root) {
        return new Place(
                "embed",
                root.resolve("etc"),
                root.resolve("run"),
                root.resolve("lib"),
                root.resolve("log"),
                root.resolve("cache"));
    }

    /** {@return the same place with the folders of one driver or service} */
    public Place part(String name) {
        return new Place(
                instance,
                config.resolve(name),
                run.resolve(name),
                state.resolve(name),
                log.resolve(name),
                cache.resolve(name));
    }
}
