package io.jvirt.rpc.server;

import java.time.Duration;

/**
 * Limits of every client.
 *
 * @param maxRequests the calls of one client that are carried out at once; more wait, those of high priority excepted
 * @param keepAliveInterval the silence after which a client is asked for a sign of life
 * @param keepAliveCount the questions that it may leave unanswered
 * @param maxPosted the most bytes of events that wait for a client that does not read; then it is dropped
 */
public record ServerSettings(int maxRequests, Duration keepAliveInterval, int keepAliveCount, long maxPosted) {
    /** libvirtd's own. */
    public static final ServerSettings DEFAULT = new ServerSettings(5, Duration.ofSeconds(5), 5, 16 * 1024 * 1024);

    /** Checks that the numbers make sense. */
    public ServerSettings {
        if (maxRequests < 1 || keepAliveCount < 1 || keepAliveInterval.isNegative() || keepAliveInterval.isZero()
                || maxPosted < 1) {
            throw new IllegalArgumentException("limits of a client must be positive");
        }
    }
}
