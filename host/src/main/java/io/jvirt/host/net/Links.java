package io.jvirt.host.net;

import io.jvirt.host.HostException;
import io.jvirt.host.process.HostCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host's network devices, by ip(8): what administrators use and can read in the log. Many steps are one run of the
 * program ({@code -batch}), which ends at the first that fails.
 */
public final class Links {
    private static final Path DEVICES = Path.of("/proc/net/dev");
    private static final Pattern HARDWARE = Pattern.compile(" link/ether ([0-9a-f:]{17}) ");
    private static final Pattern INDEX = Pattern.compile("^(\\d+): ");

    private final List<String> steps = new ArrayList<>();

    /** Adds a step, as the words that follow {@code ip}. */
    public Links add(String... words) {
        for (String word : words) {
            if (word.isEmpty() || word.chars().anyMatch(c -> c <= ' ' || c == '\\' || c == '"' || c == '\'' || c == '#')) {
                throw new HostException("'" + word + "' is no name or value of a network device");
            }
        }
        steps.add(String.join(" ", words));
        return this;
    }

    /**
     * Makes the steps.
     *
     * @throws HostException naming the step that failed; those before it are done
     */
    public void run() {
        if (steps.isEmpty()) {
            return;
        }
        var result = HostCommand.named("ip").run(List.of("-batch", "-"), String.join("\n", steps) + "\n");
        if (!result.ok()) {
            throw new HostException("'ip " + failed(result.errors()) + "' failed: " + result.errors().strip().replace("\n", "; "));
        }
    }

    /** ip(8) ends its complaint with "Command failed -:3", the number of the step. */
    private String failed(String errors) {
        int colon = errors.lastIndexOf("-:");
        if (colon >= 0) {
            String number = errors.substring(colon + 2).strip();
            if (!number.isEmpty() && number.chars().allMatch(Character::isDigit) && Integer.parseInt(number) <= steps.size()) {
                return steps.get(Integer.parseInt(number) - 1);
            }
        }
        return String.join("; ", steps);
    }

    /** {@return whether the host has a device of this name, with an address or without} */
    public static boolean exists(String device) {
        // The JDK's NetworkInterface does not see devices without an IP address, and /sys may belong to another namespace.
        try {
            return Files.readAllLines(DEVICES).stream().anyMatch(line -> line.strip().startsWith(device + ":"));
        } catch (IOException e) {
            throw new HostException("Cannot read '" + DEVICES + "': " + e.getMessage(), e);
        }
    }

    /** {@return a device's hardware address in hexadecimal with colons, empty when there is no such device or it has none} */
    public static Optional<String> hardwareAddress(String device) {
        return described(device, HARDWARE);
    }

    /** {@return a device's number, empty when there is no such device} */
    public static Optional<Integer> index(String device) {
        return described(device, INDEX).map(Integer::valueOf);
    }

    private static Optional<String> described(String device, Pattern wanted) {
        if (!exists(device)) {
            return Optional.empty();
        }
        var matcher = wanted.matcher(HostCommand.named("ip").run(List.of("-o", "link", "show", "dev", device)).output());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Removes a device; one that is missing is fine. */
    public static void remove(String device) {
        if (exists(device)) {
            new Links().add("link", "delete", "dev", device).run();
        }
    }

    /** Sets a value below {@code /proc/sys/net}; a host without that value does not have what it switches. */
    public static void setSysctl(String path, String value) {
        Path file = Path.of("/proc/sys/net").resolve(path);
        if (!Files.exists(file)) {
            return;
        }
        try {
            if (!Files.readString(file, StandardCharsets.US_ASCII).strip().equals(value)) {
                Files.writeString(file, value, StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            throw new HostException("Cannot set '" + file + "' to " + value + ": " + e.getMessage(), e);
        }
    }
}
