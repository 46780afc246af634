package io.jvirt.host.net;

import io.jvirt.host.process.HostCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits of what goes through a device of the host, by tc(8). */
public final class TrafficLimits {
    private TrafficLimits() {}

    /**
     * The limits of one direction.
     *
     * @param average KiB a second
     * @param peak most KiB a second for a short time; null for the average
     * @param burst how many KiB may go at the highest rate; null for the kernel's choice
     */
    public record Rate(long average, @Nullable Long peak, @Nullable Long burst) {}

    /**
     * Limits a device, in place of what it had.
     *
     * @param out what leaves the host through the device; null for no limit
     * @param in what comes in; what is too much is thrown away; null for no limit
     */
    public static void set(String device, @Nullable Rate out, @Nullable Rate in) {
        clear(device);
        var tc = HostCommand.named("tc");
        if (out != null) {
            tc.output(List.of("qdisc", "add", "dev", device, "root", "handle", "1:", "htb", "default", "1"));
            var words = new ArrayList<>(List.of("class", "add", "dev", device, "parent", "1:", "classid", "1:1", "htb", "rate", out.average() + "kbps"));
            if (out.peak() != null) {
                words.addAll(List.of("ceil", out.peak() + "kbps"));
            }
            if (out.burst() != null) {
                words.addAll(List.of("burst", out.burst() + "kb"));
            }
            tc.output(words);
        }
        if (in != null) {
            long burst = in.burst() == null ? in.average() : in.burst();
            tc.output(List.of("qdisc", "add", "dev", device, "ingress"));
            tc.output(List.of("filter", "add", "dev", device, "parent", "ffff:", "protocol", "all", "u32", "match", "u32", "0", "0",
                    "police", "rate", in.average() + "kbps", "burst", burst + "kb", "mtu", "64kb", "drop", "flowid", ":1"));
        }
    }

    /** Ends all limits of a device; that there are none is fine. */
    public static void clear(String device) {
        HostCommand.find("tc").ifPresent(tc -> {
            tc.run(List.of("qdisc", "delete", "dev", device, "root"));
            tc.run(List.of("qdisc", "delete", "dev", device, "ingress"));
        });
    }
}
