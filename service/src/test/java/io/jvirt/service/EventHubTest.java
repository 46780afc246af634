package io.jvirt.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.EventRegistration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventHubTest {
    private final EventHub<String> hub = new EventHub<>();

    @Test
    void everyConnectionGetsItsOwnEventsInOrder() throws InterruptedException {
        try (EventChannel<String> a = hub.open("a");
                EventChannel<String> b = hub.open("b")) {
            BlockingQueue<String> atA = new LinkedBlockingQueue<>();
            BlockingQueue<String> atB = new LinkedBlockingQueue<>();
            a.listen(String.class, text -> !text.endsWith("1"), atA::add);
            b.listen(String.class, text -> true, text -> {
                throw new IllegalStateException("a listener of bad manners");
            });
            b.listen(String.class, text -> true, atB::add);
            b.listen(Integer.class, number -> true, number -> atB.add("a number"));
            IntStream.range(0, 3).forEach(i -> hub.publish(connection -> connection + i));
            assertThat(take(atA, 2)).containsExactly("a0", "a2");
            assertThat(take(atB, 3)).containsExactly("b0", "b1", "b2");
        }
    }

    @Test
    void nothingComesAfterTheRegistrationIsClosed() throws InterruptedException {
        try (EventChannel<String> channel = hub.open("a")) {
            BlockingQueue<String> got = new LinkedBlockingQueue<>();
            EventRegistration first = channel.listen(String.class, text -> true, text -> got.add("first " + text));
            channel.listen(String.class, text -> true, text -> got.add("second " + text));
            first.close();
            hub.publish(connection -> "x");
            assertThat(take(got, 1)).containsExactly("second x");
        }
    }

    private static List<String> take(BlockingQueue<String> from, int count) throws InterruptedException {
        List<String> taken = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(String.valueOf(from.poll(10, TimeUnit.SECONDS)));
        }
        return taken;
    }
}
