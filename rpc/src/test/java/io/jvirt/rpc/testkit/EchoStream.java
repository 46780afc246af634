package io.jvirt.rpc.testkit;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Gives back what is written to it, a hole as zero bytes. */
final class EchoStream implements DataStream {
    private static final int MAX = 2 * 1024 * 1024;

    private final ArrayDeque<ByteBuffer> data = new ArrayDeque<>();
    private long held;
    private boolean ended;
    private boolean aborted;

    synchronized void put(byte[] bytes) {
        data.add(ByteBuffer.wrap(bytes.clone()));
        held += bytes.length;
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized int read(ByteBuffer target) {
        while (data.isEmpty() && !ended && !aborted) {
            await();
        }
        if (aborted) {
            throw new JvirtException(ErrorCode.OPERATION_ABORTED, ErrorDomain.STREAMS, "stream was aborted");
        }
        ByteBuffer first = data.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(first.remaining(), target.remaining());
        target.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            data.remove();
        }
        held -= count;
        notifyAll();
        return count;
    }

    @Override
    public synchronized void write(ByteBuffer source) {
        while (held > MAX && !aborted && !ended) {
            await();
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        put(bytes);
    }

    @Override
    public synchronized void writeHole(long length) {
        put(new byte[(int) length]);
    }

    @Override
    public void finish() {
        end();
    }

    @Override
    public synchronized void abort() {
        aborted = true;
        notifyAll();
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            aborted = true;
        }
    }
}
