package io.jvirt.rpc.protocol;

import io.jvirt.host.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of many threads on a transport, each in one piece and in the order of the calls. Whoever finds the
 * line idle writes, for the others too. After a failure every call throws.
 */
public final class PacketWriter {
    /** The bytes of small packets that go out in one write. */
    private static final int BATCH_MAX = 65_536;

    private final Transport transport;
    private final long postedLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private long posted;
    private boolean writing;
    private @Nullable IOException failure;

    private static final class Entry {
        final ByteBuffer packet;
        final List<Descriptor> descriptors;
        final boolean posted;
        final int size;
        boolean done;

        Entry(ByteBuffer packet, List<Descriptor> descriptors, boolean posted) {
            this.packet = packet;
            this.descriptors = descriptors;
            this.posted = posted;
            this.size = packet.remaining();
        }
    }

    /**
     * Writes to this transport.
     *
     * @param postedLimit the most bytes of {@link #post}ed packets that may wait
     */
    public PacketWriter(Transport transport, long postedLimit) {
        this.transport = transport;
        this.postedLimit = postedLimit;
    }

    /** Sends a packet and returns when it is on the transport. */
    public void send(ByteBuffer packet) throws IOException {
        send(packet, List.of());
    }

    /** Sends a packet with open files after it, and returns when all is on the transport. */
    public void send(ByteBuffer packet, List<Descriptor> descriptors) throws IOException {
        Entry entry = new Entry(packet, descriptors, false);
        lock.lock();
        try {
            check();
            queue.add(entry);
            while (writing && !entry.done && failure == null) {
                written.awaitUninterruptibly();
            }
            if (entry.done) {
                return;
            }
            check();
            writing = true;
        } finally {
            lock.unlock();
        }
        drain();
        lock.lock();
        try {
            if (!entry.done) {
                check();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a packet without ever waiting: a thread of its own writes when the line is slow. When the other side is so
     * slow that too much has gathered, the connection is given up rather than a message left out.
     */
    public void post(ByteBuffer packet) {
        lock.lock();
        try {
            if (failure != null) {
                return; // the connection is gone and its reader tells everybody
            }
            if (posted + packet.remaining() > postedLimit) {
                fail(new IOException("the other side does not read: " + posted + " bytes wait for it"));
                return;
            }
            posted += packet.remaining();
            queue.add(new Entry(packet, List.of(), true));
            if (writing) {
                return;
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("rpc-post").start(this::drainQuietly);
    }

    /** Ends all writing; packets not yet on the transport are dropped. */
    public void close() {
        lock.lock();
        try {
            if (failure == null) {
                failure = new IOException("connection closed");
            }
            queue.clear();
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void drainQuietly() {
        try {
            drain();
        } catch (IOException e) {
            // the transport is closed, so the reader ends and tells everybody
        }
    }

    private void drain() throws IOException {
        List<Entry> batch = new ArrayList<>();
        while (true) {
            lock.lock();
            try {
                if (queue.isEmpty() || failure != null) {
                    writing = false;
                    written.signalAll();
                    return;
                }
                takeBatch(batch);
            } finally {
                lock.unlock();
            }
            IOException failed = null;
            try {
                write(batch);
            } catch (IOException e) {
                failed = e;
            }
            lock.lock();
            try {
                for (Entry entry : batch) {
                    if (entry.posted) {
                        posted -= entry.size;
                    }
                    entry.done = failed == null;
                }
                batch.clear();
                if (failed != null) {
                    fail(failed);
                    writing = false;
                    throw failed;
                }
                written.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes what goes out together: small packets without open files, or a single other one. */
    private void takeBatch(List<Entry> batch) {
        int size = 0;
        Entry next = queue.peek();
        while (next != null && (batch.isEmpty() || (next.descriptors.isEmpty() && size + next.size <= BATCH_MAX))) {
            batch.add(queue.remove());
            size += next.size;
            if (!next.descriptors.isEmpty()) {
                return;
            }
            next = queue.peek();
        }
    }

    private void write(List<Entry> batch) throws IOException {
        Entry first = batch.getFirst();
        if (batch.size() == 1) {
            transport.write(first.packet);
            for (Descriptor descriptor : first.descriptors) {
                transport.sendDescriptor(descriptor);
            }
            return;
        }
        int size = 0;
        for (Entry entry : batch) {
            size += entry.size;
        }
        ByteBuffer together = ByteBuffer.allocate(size);
        for (Entry entry : batch) {
            together.put(entry.packet);
        }
        transport.write(together.flip());
    }

    private void fail(IOException cause) {
        if (failure == null) {
            failure = cause;
        }
        queue.clear();
        written.signalAll();
        try {
            transport.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
