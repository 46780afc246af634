package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.EventRegistration;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Prints events until the first, a time limit, an interrupt or the loss of the connection. */
final class EventLoop implements AutoCloseable {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSxx");

    private enum End {
        DONE,
        TIMEOUT,
        INTERRUPT,
        LOST
    }

    private final Invocation in;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private final List<EventRegistration> registrations = new ArrayList<>();
    private final boolean loop;
    private int count;

    EventLoop(Invocation in) {
        this.in = in;
        this.loop = in.flag("loop");
    }

    /** Keeps a registration until the end. */
    void add(EventRegistration registration) {
        registrations.add(registration);
    }

    /** Takes an event as text with a line break at its end. */
    synchronized void event(String text) {
        if (!loop && count > 0) {
            return;
        }
        count++;
        in.print((in.flag("timestamp") ? STAMP.format(OffsetDateTime.now(ZoneOffset.UTC)) + ": " : "") + text);
        in.session().output().flush();
        if (!loop) {
            ends.add(End.DONE);
        }
    }

    /** Waits for the end and tells which it was. */
    void run(Connection connection) {
        Long limit = in.number("timeout", 1, Integer.MAX_VALUE);
        long seconds = limit == null ? 0 : limit;
        End end;
        try (Interrupts interrupts = Interrupts.handle(() -> ends.add(End.INTERRUPT));
                EventRegistration lost = connection.onClose(reason -> ends.add(End.LOST))) {
            End first = seconds > 0 ? ends.poll(seconds, TimeUnit.SECONDS) : ends.take();
            end = first == null ? End.TIMEOUT : first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = End.INTERRUPT;
        }
        int received;
        synchronized (this) {
            received = count;
        }
        switch (end) {
            case DONE, LOST -> {}
            case TIMEOUT -> in.extra("event loop timed out\n");
            case INTERRUPT -> in.extra("event loop interrupted\n");
        }
        in.extra("events received: " + received + "\n");
        if (end == End.LOST) {
            throw new Failure("the connection to the hypervisor was lost");
        }
        if (received == 0) {
            throw Failure.silent();
        }
    }

    @Override
    public void close() {
        for (EventRegistration registration : registrations) {
            registration.close();
        }
    }
}
