package io.jvirt.daemon;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where one instance of the daemon has its sockets and files.
 *
 * @param session whether this is a user's own instance
 * @param config jvirtd.conf
 * @param run the folder of the sockets and the lock
 * @param classicRun the folder in which libvirt's clients look for sockets
 */
record Places(boolean session, Path config, Path run, Path classicRun) {
    /** {@return the places of the host's instance, below {@code root}} */
    static Places system(Path root) {
        return new Places(
                false,
                root.resolve("etc/jvirt/jvirtd.conf"),
                root.resolve("run/jvirt"),
                root.resolve("run/libvirt"));
    }

    /** {@return a user's places, as the XDG base directory specification and libvirt's clients have them} */
    static Places session(Map<String, String> environment, Path home) {
        Path cache = folder(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
        return new Places(
                true,
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("jvirt/jvirtd.conf"),
                folder(environment, "XDG_RUNTIME_DIR", cache.resolve("jvirt-run")).resolve("jvirt"),
                environment.getOrDefault("XDG_RUNTIME_DIR", "").startsWith("/")
                        ? Path.of(environment.get("XDG_RUNTIME_DIR")).resolve("libvirt")
                        : cache.resolve("libvirt"));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        // The specification: a relative path is to be ignored.
        return value.startsWith("/") ? Path.of(value) : otherwise;
    }

    /** {@return the file whose lock makes a process the daemon of this instance} */
    Path pidFile() {
        return run.resolve("jvirtd.pid");
    }

    /** {@return the sockets to listen at} A session's owner needs no read-only one. */
    List<Endpoint> endpoints(boolean classic) {
        List<Endpoint> own = List.of(
                new Endpoint(run.resolve("jvirt-sock"), false), new Endpoint(run.resolve("jvirt-sock-ro"), true));
        List<Endpoint> libvirts = List.of(
                new Endpoint(classicRun.resolve("libvirt-sock"), false),
                new Endpoint(classicRun.resolve("libvirt-sock-ro"), true));
        List<Endpoint> all = new java.util.ArrayList<>(own);
        if (classic) {
            all.addAll(libvirts);
        }
        all.removeIf(endpoint -> session && endpoint.readOnly());
        return List.copyOf(all);
    }

    /** {@return the URI under which the driver of this instance is opened} */
    String uri() {
        return session ? "qemu:///session" : "qemu:///system";
    }

    /**
     * A socket.
     *
     * @param readOnly whether its clients may only look
     */
    record Endpoint(Path path, boolean readOnly) {}
}
