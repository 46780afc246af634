package io.jvirt.network.dnsmasq;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that dnsmasq gave out, as it notes them itself: a line each with the time of its end, the hardware
 * address (IPv6: the client's number of the card), the address, the client's name and its identity. A {@code *} stands
 * for nothing. A line {@code duid} begins those of IPv6.
 */
public final class LeaseFile {
    private static final int FIELDS = 5;

    private LeaseFile() {}

    /**
     * An address that was given out.
     *
     * @param expiry until when, in seconds since 1970; 0 for ever
     * @param mac the hardware address; null for IPv6
     * @param iaid the client's number of the card; null for IPv4
     * @param address the address
     * @param hostname the client's name
     * @param clientId the client's identity
     */
    public record Lease(
            long expiry, @Nullable String mac, @Nullable String iaid, String address, @Nullable String hostname, @Nullable String clientId) {}

    /** {@return the addresses that are in use now} */
    public static List<Lease> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        var leases = new ArrayList<Lease>();
        long now = Instant.now().getEpochSecond();
        boolean v6 = false;
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] fields = line.split(" ", FIELDS);
                if (fields[0].equals("duid")) {
                    v6 = true;
                } else if (fields.length == FIELDS && fields[0].chars().allMatch(Character::isDigit)) {
                    long expiry = Long.parseLong(fields[0]);
                    if (expiry == 0 || expiry > now) {
                        leases.add(new Lease(expiry, v6 ? null : hardware(fields[1]), v6 ? fields[1] : null, fields[2], given(fields[3]), given(fields[4])));
                    }
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot read '" + file + "': " + e.getMessage(), e);
        }
        return leases;
    }

    private static @Nullable String given(String field) {
        return field.equals("*") || field.isBlank() ? null : field;
    }

    /** Cards that are no Ethernet cards have their kind in front of the address. */
    private static String hardware(String field) {
        return field.substring(field.indexOf('-') + 1);
    }
}
