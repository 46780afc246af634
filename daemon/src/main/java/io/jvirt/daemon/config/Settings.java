package io.jvirt.daemon.config;

import io.jvirt.daemon.config.Setting.Kind;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;

/**
 * What jvirtd.conf can set.
 *
 * @param listenClassic whether libvirt's own socket paths are served besides
 * @param socketGroup group whose members may use the system instance's read-write socket; empty for root alone
 * @param readWriteMode permission bits of the read-write socket
 * @param readOnlyMode permission bits of the read-only socket
 * @param maxClients connections at the same time
 * @param maxAnonymousClients of them, how many may be there without having opened a hypervisor
 * @param maxClientRequests calls of one client that are worked on at the same time
 * @param keepaliveInterval seconds of silence after which a client is asked whether it is there; 0 for never
 * @param keepaliveCount unanswered questions after which a client is given up
 * @param idleTimeout seconds without clients and running guests after which the session instance ends; 0 for never
 * @param logLevel the least important messages that are logged
 */
public record Settings(
        boolean listenClassic,
        String socketGroup,
        int readWriteMode,
        int readOnlyMode,
        int maxClients,
        int maxAnonymousClients,
        int maxClientRequests,
        int keepaliveInterval,
        int keepaliveCount,
        int idleTimeout,
        Level logLevel) {

    private static final Map<String, Level> LEVELS =
            Map.of("debug", Level.DEBUG, "info", Level.INFO, "warning", Level.WARNING, "error", Level.ERROR);

    /** Every setting there is, in the order of the file. */
    public static final List<Setting> ALL = List.of(
            new Setting("listen_classic", new Kind.Switch(), "0", false, List.of(
                    "1: also listen at the paths of libvirtd (/run/libvirt/libvirt-sock, for a session",
                    "$XDG_RUNTIME_DIR/libvirt/libvirt-sock), so that virsh and all other programs that were",
                    "written for libvirt find this daemon without being told. libvirtd must not run then.")),
            new Setting("unix_sock_group", new Kind.Text(), "\"jvirt\"", false, List.of(
                    "Members of this group may do everything through the system instance: give it only to whom",
                    "you would give root. A group that does not exist leaves the socket to root alone.")),
            new Setting("unix_sock_rw_perms", new Kind.Mode(), "\"0770\"", false, List.of(
                    "Permissions of the system instance's read-write socket.")),
            new Setting("unix_sock_ro_perms", new Kind.Mode(), "\"0777\"", false, List.of(
                    "Permissions of the read-only socket: who may look without changing anything.")),
            new Setting("max_clients", new Kind.Whole(1, 100_000), "5000", true, List.of(
                    "How many connections there may be at the same time, over all sockets.")),
            new Setting("max_anonymous_clients", new Kind.Whole(1, 100_000), "20", true, List.of(
                    "How many of them may be there without having opened a hypervisor.")),
            new Setting("max_client_requests", new Kind.Whole(1, 1000), "5", true, List.of(
                    "How many calls of one client are worked on at the same time; more wait in its socket.")),
            new Setting("keepalive_interval", new Kind.Whole(0, 86_400), "5", true, List.of(
                    "Seconds of silence after which a client that can answer is asked whether it is still there;",
                    "0: never.")),
            new Setting("keepalive_count", new Kind.Whole(1, 1000), "5", true, List.of(
                    "How many such questions in a row may stay unanswered before the connection is closed.")),
            new Setting("idle_timeout", new Kind.Whole(0, 86_400), "120", true, List.of(
                    "Seconds after which a session instance that nobody uses ends: no client, no running guest.",
                    "0: never. The system instance stays.")),
            new Setting("log_level", new Kind.Choice(List.of("debug", "info", "warning", "error")), "\"info\"", true, List.of(
                    "The least important messages that are logged.")));

    /** {@return the values of an empty file} */
    public static Settings defaults() {
        return new SettingsFile("").settings();
    }

    static Settings from(SettingsFile file) {
        return new Settings(
                file.on("listen_classic"),
                file.text("unix_sock_group"),
                file.mode("unix_sock_rw_perms"),
                file.mode("unix_sock_ro_perms"),
                file.whole("max_clients"),
                file.whole("max_anonymous_clients"),
                file.whole("max_client_requests"),
                file.whole("keepalive_interval"),
                file.whole("keepalive_count"),
                file.whole("idle_timeout"),
                LEVELS.getOrDefault(file.text("log_level"), Level.INFO));
    }

    /** {@return the text of a jvirtd.conf that says everything and changes nothing} */
    public static String sample() {
        StringBuilder text = new StringBuilder();
        text.append("# Configuration of jvirtd, the daemon of Jvirt. Everything works without this file; a line that is\n")
                .append("# commented out shows the value in effect. Looked for at /etc/jvirt/jvirtd.conf (system instance)\n")
                .append("# and $XDG_CONFIG_HOME/jvirt/jvirtd.conf (session instance), or where --config says.\n")
                .append("# SIGHUP makes a running daemon read it again.\n");
        for (Setting setting : ALL) {
            text.append('\n');
            for (String line : setting.text()) {
                text.append("# ").append(line).append('\n');
            }
            text.append("# Takes ").append(values(setting.kind()));
            if (!setting.live()) {
                text.append("; a change takes effect at the next start");
            }
            text.append(".\n#").append(setting.key()).append(" = ").append(setting.initial()).append('\n');
        }
        return text.toString();
    }

    private static String values(Kind kind) {
        return switch (kind) {
            case Kind.Whole whole -> "a number from " + whole.least() + " to " + whole.most();
            case Kind.Switch on -> "0 or 1";
            case Kind.Text any -> "text in quotes";
            case Kind.Mode mode -> "permissions in octal, in quotes";
            case Kind.Choice choice -> "one of \"" + String.join("\", \"", choice.words()) + "\"";
        };
    }
}
