package io.jvirt.host.socket;

import io.jvirt.host.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sockets that systemd hands to a service (sd_listen_fds(3)): numbers from 3 on, announced in the environment. */
public final class SocketActivation {
    private static final int FIRST = 3;

    private SocketActivation() {}

    /**
     * A socket that was handed over.
     *
     * @param name its FileDescriptorName of the socket unit, or "unknown"
     */
    public record Inherited(String name, Descriptor descriptor) {}

    /**
     * {@return the sockets that were handed to this process, none when the environment speaks of another process} To be called once:
     * each call takes over the descriptors again.
     */
    public static List<Inherited> inherited() {
        return inherited(System.getenv(), ProcessHandle.current().pid());
    }

    static List<Inherited> inherited(Map<String, String> environment, long pid) {
        if (!Long.toString(pid).equals(environment.get("LISTEN_PID"))) {
            return List.of();
        }
        int count;
        try {
            count = Integer.parseInt(environment.getOrDefault("LISTEN_FDS", "0"));
        } catch (NumberFormatException e) {
            return List.of();
        }
        String[] names = environment.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        List<Inherited> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = i < names.length && !names[i].isEmpty() ? names[i] : "unknown";
            result.add(new Inherited(name, Descriptor.own(FIRST + i)));
        }
        return List.copyOf(result);
    }
}
