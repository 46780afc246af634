package io.jvirt.rpc.protocol;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the other side has gone without a word: after a time of silence it is asked for a sign of life, and when
 * none of several questions is answered the connection counts as dead. Any packet is a sign of life.
 */
public final class KeepAlive {
    /** The procedure that asks. */
    public static final int PING = 1;

    /** The procedure that answers. */
    public static final int PONG = 2;

    private final PacketWriter writer;
    private volatile int unanswered;
    private volatile long lastHeard = System.nanoTime();
    private @Nullable Thread thread;

    /** The number of the watch that goes on; an earlier one ends when it sees another number. */
    private volatile int watch;

    /** Asks nothing until it is started. */
    public KeepAlive(PacketWriter writer) {
        this.writer = writer;
    }

    /** Notes that a packet came, and answers it when it is a question. */
    public void heard(Packet packet) {
        lastHeard = System.nanoTime();
        unanswered = 0;
        if (isKeepAlive(packet) && packet.procedure() == PING) {
            writer.post(message(PONG));
        }
    }

    /** {@return whether the packet is of no interest to anybody else} */
    public static boolean isKeepAlive(Packet packet) {
        return packet.program() == Program.KEEPALIVE.number()
                && packet.version() == Program.KEEPALIVE.version()
                && packet.type() == Packet.MESSAGE;
    }

    /**
     * Begins to watch.
     *
     * @param interval the silence after which the other side is asked
     * @param count the questions that it may leave without an answer
     * @param dead run once when it has left more
     */
    public synchronized void start(Duration interval, int count, Runnable dead) {
        stop();
        int mine = watch;
        lastHeard = System.nanoTime();
        thread = Thread.ofVirtual().name("rpc-keepalive").start(() -> watch(mine, interval.toNanos(), count, dead));
    }

    /** Ends the watch. */
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        watch++;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    private void watch(int mine, long interval, int count, Runnable dead) {
        long asked = lastHeard;
        while (watch == mine) {
            long since = Math.max(asked, lastHeard);
            long left = since + interval - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else if (unanswered >= count) {
                dead.run();
                return;
            } else {
                unanswered++;
                asked = System.nanoTime();
                writer.post(message(PING));
            }
        }
    }

    private static ByteBuffer message(int procedure) {
        return Packet.closed(Packet.header(
                Program.KEEPALIVE.number(), Program.KEEPALIVE.version(), procedure, Packet.MESSAGE, 0, Packet.OK));
    }
}
