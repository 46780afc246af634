package io.jvirt.qemu.qmp;

import io.jvirt.host.Descriptor;
import io.jvirt.host.socket.UnixSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The client of one QEMU monitor (QMP specification, docs/interop/qmp-spec of QEMU). Any number of threads may run commands at the
 * same time; QEMU carries them out one after the other. Answers find their callers by id, events go to one {@link QmpListener} in
 * order.
 *
 * <p>What the other end says is not trusted: a message is at most {@value #LONGEST_MESSAGE} bytes, at most {@value #MOST_EVENTS} events
 * wait for the listener, and anything that is not QMP closes the monitor.
 */
public final class QmpClient implements AutoCloseable {
    /** The longest message that is read. The longest honest one, the schema, has about 200 kB. */
    public static final int LONGEST_MESSAGE = 16 << 20;

    /** How many events may wait for a slow listener. */
    public static final int MOST_EVENTS = 65_536;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode NO_DATA = JSON.createObjectNode();

    private final UnixSocket socket;
    private final QmpListener listener;
    private final LineSplitter lines = new LineSplitter(LONGEST_MESSAGE);
    private final Deque<byte[]> unread = new ArrayDeque<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    /** When each command went out that QEMU has not answered yet, whether or not somebody still waits. Guarded by itself. */
    private final Map<String, Long> unanswered = new LinkedHashMap<>();
    private final EventQueue events;
    private final CompletableFuture<QmpException> closed = new CompletableFuture<>();
    private final QmpGreeting greeting;

    private record Pending(String id, String command, CompletableFuture<JsonNode> answer) {}

    private QmpClient(UnixSocket socket, Duration limit, QmpListener listener) {
        this.socket = socket;
        this.listener = listener;
        this.events = new EventQueue(MOST_EVENTS);
        try {
            socket.setReadTimeout(limit);
            greeting = greet();
            socket.setReadTimeout(Duration.ZERO);
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new QmpException.TimedOut("QEMU's monitor did not greet within " + limit.toMillis() + " ms");
        } catch (IOException e) {
            socket.close();
            throw new QmpException.Closed("QEMU closed the monitor before it greeted: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects to the monitor at a socket file. See {@link #over}. */
    public static QmpClient connect(Path path, Duration limit, QmpListener listener) {
        return over(UnixSocket.connect(path, limit), limit, listener);
    }

    /**
     * Takes over a connected socket, waits for the greeting and leaves negotiation mode.
     *
     * @param limit for the greeting and for the negotiation
     * @throws QmpException when the other end does not answer in time, closes, or is no QEMU monitor; the socket is closed then
     */
    public static QmpClient over(UnixSocket socket, Duration limit, QmpListener listener) {
        QmpClient client = new QmpClient(socket, limit, listener);
        Thread.ofVirtual().name("qmp-reader").start(client::read);
        Thread.ofVirtual().name("qmp-events").start(client::deliver);
        try {
            client.execute("qmp_capabilities", Map.of(), limit);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        return client;
    }

    /** {@return how QEMU introduced itself} */
    public QmpGreeting greeting() {
        return greeting;
    }

    /** Runs a command that takes no arguments and waits for its answer. See {@link #execute(String, Map)}. */
    public JsonNode execute(String command) {
        return execute(command, Map.of());
    }

    /**
     * Runs a command and waits for its answer, however long QEMU takes; the end of the monitor ends the wait.
     *
     * @param arguments strings, numbers, booleans, JSON nodes, lists and maps of the same
     * @return what QEMU returned: an empty object when there is nothing to tell
     * @throws QmpException.Refused when QEMU says no
     * @throws QmpException when the monitor ends before the answer
     */
    public JsonNode execute(String command, Map<String, ?> arguments) {
        return await(send(request(command, arguments), List.of()), Duration.ZERO);
    }

    /** The same, waiting at most {@code limit}. */
    public JsonNode execute(String command, Map<String, ?> arguments, Duration limit) {
        return await(send(request(command, arguments), List.of()), limit);
    }

    /** Runs a command that takes descriptors, duplicates of which QEMU gets: {@code getfd}, {@code add-fd}, {@code netdev_add} ... */
    public JsonNode execute(String command, Map<String, ?> arguments, List<Descriptor> descriptors) {
        return await(send(request(command, arguments), descriptors), Duration.ZERO);
    }

    /** One of several commands that are sent together. */
    public record Request(String command, Map<String, ?> arguments) {}

    /**
     * Runs several commands, all sent at once: QEMU carries them out one after the other without waiting for us in between.
     *
     * @return the answers in order; empty for a command that QEMU refused
     */
    public List<Optional<JsonNode>> executeAll(List<Request> requests) {
        return executeAll(requests, Duration.ZERO);
    }

    /** The same, waiting at most {@code limit} for all of them; zero waits for ever. */
    public List<Optional<JsonNode>> executeAll(List<Request> requests, Duration limit) {
        List<Pending> calls = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Request each : requests) {
            ObjectNode request = request(each.command(), each.arguments());
            calls.add(register(request));
            text.append(request).append('\n');
        }
        write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), List.of());
        calls.forEach(this::failIfClosed);
        List<Optional<JsonNode>> answers = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            for (Pending call : calls) {
                try {
                    // At least a moment, which an answer that is there already needs.
                    Duration left = limit.isZero() ? limit : Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
                    answers.add(Optional.of(await(call, left)));
                } catch (QmpException.Refused e) {
                    answers.add(Optional.empty());
                }
            }
        } finally {
            calls.forEach(call -> pending.remove(call.id()));
        }
        return answers;
    }

    /**
     * {@return how long QEMU has been busy with the oldest command that it has not answered; zero when it owes no answer}
     * Commands are carried out one after the other, so whoever sends one more waits for that one first.
     */
    public Duration silence() {
        synchronized (unanswered) {
            return unanswered.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(Math.max(0, System.nanoTime() - unanswered.values().iterator().next()));
        }
    }

    /**
     * Runs a command that somebody wrote as JSON, with its own id if it has one.
     *
     * @return the whole answer as QEMU gave it, {@code return} or {@code error}, with the id that the command had
     * @throws IllegalArgumentException when the text is no JSON object with {@code execute}
     */
    public JsonNode passThrough(String command, List<Descriptor> descriptors) {
        ObjectNode request;
        try {
            if (!(JSON.readTree(command) instanceof ObjectNode object) || !object.path("execute").isString()) {
                throw new IllegalArgumentException("a monitor command is a JSON object with a member 'execute'");
            }
            request = object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot parse JSON: " + e.getOriginalMessage(), e);
        }
        JsonNode id = request.get("id");
        ObjectNode answer = JSON.createObjectNode();
        try {
            answer.set("return", await(send(request, descriptors), Duration.ZERO));
        } catch (QmpException.Refused e) {
            answer.putObject("error").put("class", e.errorClass()).put("desc", e.description());
        }
        answer.set("id", id != null ? id : request.get("id"));
        return answer;
    }

    /** Runs a command of the human monitor. {@return its text, as QEMU formats it} */
    public String human(String commandLine) {
        return execute("human-monitor-command", Map.of("command-line", commandLine)).asString("");
    }

    /**
     * Waits until the listener has handled every event that QEMU sent before the last answer that the caller got. So a call that
     * follows a command sees what the command's events changed. Not for the listener itself: it would wait for itself.
     */
    public void settle() {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        if (events.mark(passed)) {
            passed.join();
        }
    }

    /** {@return completes with the reason when the monitor has ended} */
    public CompletableFuture<QmpException> closed() {
        return closed.copy();
    }

    /** Closes the monitor; QEMU goes on. Commands that wait fail, the listener hears it last. */
    @Override
    public void close() {
        end(new QmpException.Closed("the monitor was closed", null));
    }

    private static ObjectNode request(String command, Map<String, ?> arguments) {
        ObjectNode request = JSON.createObjectNode().put("execute", command);
        if (!arguments.isEmpty()) {
            request.set("arguments", JSON.valueToTree(arguments));
        }
        return request;
    }

    private Pending send(ObjectNode request, List<Descriptor> descriptors) {
        Pending call = register(request);
        write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)), descriptors);
        failIfClosed(call);
        return call;
    }

    private Pending register(ObjectNode request) {
        String id = "jvirt-" + ids.incrementAndGet();
        request.put("id", id);
        Pending call = new Pending(id, request.path("execute").asString(""), new CompletableFuture<>());
        pending.put(id, call);
        synchronized (unanswered) {
            unanswered.put(id, System.nanoTime());
        }
        return call;
    }

    private void write(ByteBuffer bytes, List<Descriptor> descriptors) {
        writing.lock();
        try {
            if (descriptors.isEmpty()) {
                socket.write(bytes);
            } else {
                socket.send(bytes, descriptors);
            }
        } catch (IOException e) {
            end(new QmpException.Closed("cannot write to QEMU's monitor: " + e.getMessage(), e));
        } finally {
            writing.unlock();
        }
    }

    /** The end may have come between: whoever ended did not see this call then. */
    private void failIfClosed(Pending call) {
        QmpException reason = closed.getNow(null);
        if (reason != null) {
            call.answer().completeExceptionally(reason);
        }
    }

    private JsonNode await(Pending call, Duration limit) {
        try {
            return limit.isZero()
                    ? call.answer().get()
                    : call.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new QmpException.TimedOut(
                    "QEMU did not answer command '" + call.command() + "' within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QmpException.TimedOut("interrupted while QEMU carries out '" + call.command() + "'");
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case QmpException.Refused refused -> refused;
                // A new exception, so that the trace shows who called; the reason is shared by all who waited.
                case QmpException reason -> new QmpException.Closed(reason.message(), reason);
                case null, default -> new IllegalStateException(e);
            };
        } finally {
            pending.remove(call.id());
        }
    }

    private QmpGreeting greet() throws IOException {
        JsonNode message = parse(nextLine());
        JsonNode version = message.path("QMP").path("version");
        JsonNode qemu = version.path("qemu");
        if (!qemu.path("major").isInt() || !qemu.path("minor").isInt() || !qemu.path("micro").isInt()) {
            throw new QmpException.Garbled("what listens at the monitor's socket does not greet as QEMU does", null);
        }
        return new QmpGreeting(
                qemu.path("major").asInt(),
                qemu.path("minor").asInt(),
                qemu.path("micro").asInt(),
                version.path("package").asString(""));
    }

    private void read() {
        try {
            while (true) {
                handle(parse(nextLine()));
            }
        } catch (IOException e) {
            end(new QmpException.Closed("cannot read from QEMU's monitor: " + e.getMessage(), e));
        } catch (QmpException e) {
            end(e);
        } catch (RuntimeException e) {
            end(new QmpException.Garbled("QEMU sent something unexpected: " + e.getMessage(), e));
        }
    }

    private byte[] nextLine() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        while (unread.isEmpty()) {
            if (socket.read(buffer.clear()) < 0) {
                throw new QmpException.Closed("QEMU closed the monitor", null);
            }
            try {
                unread.addAll(lines.add(buffer.flip()));
            } catch (LineSplitter.TooLongException e) {
                throw new QmpException.Garbled("QEMU sent a message that is too long: " + e.getMessage(), e);
            }
        }
        return unread.remove();
    }

    private static JsonNode parse(byte[] line) {
        try {
            JsonNode message = JSON.readTree(line);
            if (message.isObject()) {
                return message;
            }
        } catch (JacksonException e) {
            throw new QmpException.Garbled("QEMU sent something that is no JSON: " + e.getOriginalMessage(), e);
        }
        throw new QmpException.Garbled("QEMU sent JSON that is no object", null);
    }

    private void handle(JsonNode message) {
        if (message.path("event").isString()) {
            JsonNode stamp = message.path("timestamp");
            Instant time = Instant.ofEpochSecond(
                    clamp(stamp.path("seconds").asLong(0)), clamp(stamp.path("microseconds").asLong(0)) * 1000);
            JsonNode data = message.path("data");
            if (!events.offer(new QmpEvent(message.path("event").asString(), data.isObject() ? data : NO_DATA, time))) {
                throw new QmpException.Garbled("QEMU sent more than " + MOST_EVENTS + " events that nobody could follow", null);
            }
            return;
        }
        JsonNode result = message.get("return");
        JsonNode error = message.get("error");
        if (result == null && error == null) {
            throw new QmpException.Garbled("QEMU sent a message that is neither answer nor event", null);
        }
        Pending call = null;
        if (message.path("id").isString()) {
            String id = message.path("id").asString();
            call = pending.get(id);
            synchronized (unanswered) {
                unanswered.remove(id);
            }
        }
        if (call == null) {
            if (!message.has("id")) {
                throw new QmpException.Garbled(
                        "QEMU could not read a command: " + message.path("error").path("desc").asString(""), null);
            }
            return; // The late answer to a command that its caller gave up.
        }
        if (result != null) {
            call.answer().complete(result);
        } else {
            call.answer()
                    .completeExceptionally(new QmpException.Refused(
                            call.command(),
                            error.path("class").asString("GenericError"),
                            error.path("desc").asString("no reason given")));
        }
    }

    /** Keeps hostile time stamps within what Instant takes. */
    private static long clamp(long number) {
        return Math.clamp(number, 0, Integer.MAX_VALUE * 64L);
    }

    private void end(QmpException reason) {
        if (!closed.complete(reason)) {
            return;
        }
        socket.close();
        for (Pending call : List.copyOf(pending.values())) {
            call.answer().completeExceptionally(reason);
        }
        events.end();
    }

    private void deliver() {
        System.Logger log = System.getLogger(QmpClient.class.getName());
        for (EventQueue.Item item = events.take(); item != null; item = events.take()) {
            switch (item) {
                case EventQueue.Happened(QmpEvent event) -> {
                    try {
                        listener.event(event);
                    } catch (RuntimeException e) {
                        log.log(System.Logger.Level.ERROR, "Event " + event.name() + " of a guest could not be handled", e);
                    }
                }
                case EventQueue.Mark(CompletableFuture<Void> passed) -> passed.complete(null);
            }
        }
        listener.closed(closed.join());
    }

    /** Events between the reader and the listener. */
    private static final class EventQueue {
        private final int most;
        private final Deque<Item> queue = new ArrayDeque<>();
        private boolean ended;

        /** What waits for its turn. */
        sealed interface Item {}

        /** An event for the listener. */
        record Happened(QmpEvent event) implements Item {}

        /** Somebody wants to know when this place is reached. */
        record Mark(CompletableFuture<Void> passed) implements Item {}

        EventQueue(int most) {
            this.most = most;
        }

        synchronized boolean offer(QmpEvent event) {
            if (queue.size() >= most) {
                return false;
            }
            queue.add(new Happened(event));
            notifyAll();
            return true;
        }

        /** {@return false when all events have been handled already} */
        synchronized boolean mark(CompletableFuture<Void> passed) {
            if (ended && queue.isEmpty()) {
                return false;
            }
            queue.add(new Mark(passed));
            notifyAll();
            return true;
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        /** {@return the next event; null when there will be none} An interrupt is no reason to lose events. */
        synchronized @Nullable Item take() {
            while (queue.isEmpty() && !ended) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    ended = true;
                }
            }
            return queue.poll();
        }
    }
}
