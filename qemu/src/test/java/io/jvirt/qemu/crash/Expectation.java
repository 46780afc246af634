package io.jvirt.qemu.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be true of the guests after the worker's death, going by what it said. */
final class Expectation {
    /** What is known of one guest. */
    record Known(boolean defined, int version, boolean active, boolean paused, boolean saved, boolean autostart) {
        static final Known NOTHING = new Known(false, 0, false, false, false, false);
    }

    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, String[]> pending = new HashMap<>();
    private final List<String> surprises = new ArrayList<>();

    void said(String line) {
        String[] words = line.split(" ", 5);
        if (words[0].equals(">")) {
            pending.put(words[2], words);
        } else if (words[0].equals("<")) {
            pending.remove(words[2]);
            if (words[4].equals("ok")) {
                known.put(words[2], after(of(words[2]), words));
            } else if (!words[4].startsWith("OPERATION_INVALID") && !words[4].startsWith("NO_DOMAIN")) {
                surprises.add(line);
            }
        }
    }

    private static Known after(Known k, String[] words) {
        int version = Integer.parseInt(words[3]);
        return switch (words[1]) {
            case "define" -> new Known(true, version, k.active(), k.paused(), k.saved(), k.autostart());
            case "undefine" -> new Known(false, 0, k.active(), k.paused(), false, false);
            // A restored guest was saved while it ran or while it was paused.
            case "start" -> new Known(k.defined(), k.version(), true, k.saved() && k.paused(), false, k.autostart());
            case "destroy" -> new Known(k.defined(), k.version(), false, false, k.saved(), k.autostart());
            case "suspend" -> new Known(k.defined(), k.version(), k.active(), true, k.saved(), k.autostart());
            case "resume" -> new Known(k.defined(), k.version(), k.active(), false, k.saved(), k.autostart());
            case "save" -> new Known(k.defined(), k.version(), false, k.paused(), true, k.autostart());
            case "autostart" -> new Known(k.defined(), k.version(), k.active(), k.paused(), k.saved(), version % 2 == 0);
            default -> throw new IllegalArgumentException(words[1]);
        };
    }

    Known of(String name) {
        return known.getOrDefault(name, Known.NOTHING);
    }

    Set<String> names() {
        Set<String> names = new HashSet<>(known.keySet());
        names.addAll(pending.keySet());
        return names;
    }

    /** {@return errors that nobody expects} */
    List<String> surprises() {
        return surprises;
    }

    /** {@return whether what was found is what was said, before or after the act that was cut short} */
    boolean allows(String name, Known found) {
        Known before = of(name);
        String[] cut = pending.get(name);
        return same(before, found) || (cut != null && same(after(before, cut), found));
    }

    private static boolean same(Known wanted, Known found) {
        return wanted.defined() == found.defined()
                && wanted.version() == found.version()
                && wanted.active() == found.active()
                && wanted.saved() == found.saved()
                && wanted.autostart() == found.autostart()
                && (!wanted.active() || wanted.paused() == found.paused());
    }

    /** {@return what was said of a guest, for a report} */
    String describe(String name) {
        String[] cut = pending.get(name);
        return of(name) + (cut == null ? "" : " while " + cut[1] + " was under way");
    }

    /** Takes what was found as the truth for the next round. */
    void settle(String name, Known found) {
        pending.remove(name);
        // A guest in an image cannot be seen to be paused, but it is when it comes back.
        Known kept = found.saved()
                ? new Known(found.defined(), found.version(), found.active(), of(name).paused(), true, found.autostart())
                : found;
        known.put(name, kept);
    }
}
