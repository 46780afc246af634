package io.jvirt.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect when nobody said: JVIRT_DEFAULT_URI, VIRSH_DEFAULT_CONNECT_URI, LIBVIRT_DEFAULT_URI, then
 * {@code uri_default} of libvirt's client configuration; root gets the system's instance, others their own.
 */
final class DefaultUri {
    private static final String[] VARIABLES = {"JVIRT_DEFAULT_URI", "VIRSH_DEFAULT_CONNECT_URI", "LIBVIRT_DEFAULT_URI"};

    private DefaultUri() {}

    static String find() {
        for (String variable : VARIABLES) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        boolean root = "root".equals(System.getProperty("user.name"));
        String configured = configured(root);
        return configured != null ? configured : root ? "qemu:///system" : "qemu:///session";
    }

    private static @Nullable String configured(boolean root) {
        String home = System.getenv("XDG_CONFIG_HOME");
        String file = root
                ? "/etc/libvirt/libvirt.conf"
                : (home == null || home.isEmpty() ? System.getProperty("user.home") + "/.config" : home)
                        + "/libvirt/libvirt.conf";
        if (!new java.io.File(file).isFile()) {
            return null;
        }
        try {
            for (String line : Files.readString(Path.of(file), StandardCharsets.UTF_8).split("\n", -1)) {
                String entry = line.strip();
                int equals = entry.indexOf('=');
                if (equals > 0 && entry.substring(0, equals).strip().equals("uri_default")) {
                    String value = entry.substring(equals + 1).strip();
                    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
                        return value.substring(1, value.length() - 1);
                    }
                }
            }
        } catch (IOException e) {
            throw new Failure("failed to read '" + file + "': " + e.getMessage());
        }
        return null;
    }
}
