package io.jvirt.demo;

import io.jvirt.api.DataStream;
import io.jvirt.api.JvirtException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Talks with a guest on its console, as a person would: reads until something appears, and types. */
final class Dialogue implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final DataStream stream;
    private final StringBuilder heard = new StringBuilder();
    private int understood;
    private boolean ended;
    private String problem = "";

    Dialogue(DataStream stream) {
        this.stream = stream;
        Thread.ofVirtual().name("console").start(this::listen);
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try {
            while (stream.read(buffer.clear()) >= 0) {
                synchronized (this) {
                    // The guest speaks ASCII; whatever else comes is one character a byte.
                    heard.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
                    notifyAll();
                }
            }
        } catch (JvirtException e) {
            problem = e.getMessage();
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    /** Waits until the guest has printed {@code text} after what was waited for before. */
    synchronized void expect(String text, Duration limit) throws DemoException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        int at = heard.indexOf(text, understood);
        while (at < 0) {
            long left = deadline - System.nanoTime();
            if (ended || left <= 0) {
                throw new DemoException("The guest did not print '" + text + "'"
                        + (ended ? ", its console ended " + problem : " within " + limit.toSeconds() + " s")
                        + ". It printed:\n" + heard.substring(understood));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
            at = heard.indexOf(text, understood);
        }
        understood = at + text.length();
    }

    void type(String text) {
        stream.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** {@return all that the guest printed} */
    synchronized String transcript() {
        return heard.toString();
    }

    @Override
    public void close() {
        stream.close();
    }
}
