package io.jvirt.qemu.agent;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.HostException;
import io.jvirt.host.socket.UnixSocket;
import io.jvirt.qemu.qmp.LineSplitter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The client of the guest agent inside one guest (QEMU Guest Agent Protocol Reference). The agent is not trusted, and may be absent,
 * slow or restarted at any time, so each command is preceded by {@code guest-sync-delimited}: it throws away what either side had left
 * of earlier conversations, and shows that somebody listens, before a command is sent that cannot be taken back.
 *
 * <p>One command at a time; callers wait for each other. Errors are libvirt's: AGENT_UNRESPONSIVE when nobody answers the
 * synchronisation, AGENT_UNSYNCED when somebody answers something else, AGENT_COMMAND_TIMEOUT when the command itself is not answered in
 * time, INTERNAL_ERROR with the agent's words when it refuses.
 */
public final class AgentClient implements AutoCloseable {
    /** How long the agent may take to synchronise when nobody says otherwise; libvirt's default too. */
    public static final Duration DEFAULT_SYNC = Duration.ofSeconds(5);

    /** The longest answer that is taken: what a program printed in the guest, and so on. */
    private static final int LONGEST_ANSWER = 64 << 20;

    private static final Duration FOR_EVER = Duration.ZERO;
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final byte DELIMITER = (byte) 0xff;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UnixSocket socket;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final LineSplitter lines = new LineSplitter(LONGEST_ANSWER);
    private final Deque<byte[]> unread = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024).flip();
    private volatile AgentTimeout timeout = AgentTimeout.DEFAULT;

    private AgentClient(UnixSocket socket) {
        this.socket = socket;
    }

    /** Connects to the socket that QEMU offers for the guest's channel, which says nothing about an agent in the guest. */
    public static AgentClient connect(Path path, Duration patience) {
        try {
            return over(UnixSocket.connect(path, patience));
        } catch (HostException e) {
            throw unresponsive("cannot connect to '" + path + "': " + e.getMessage(), e);
        }
    }

    /** Takes over a connected socket. */
    public static AgentClient over(UnixSocket socket) {
        return new AgentClient(socket);
    }

    /** Sets how long the agent may take, for the commands that come ({@code virDomainAgentSetResponseTimeout}). */
    public void setTimeout(AgentTimeout timeout) {
        this.timeout = timeout;
    }

    /** Runs a command that takes no arguments. See {@link #execute(String, Map)}. */
    public JsonNode execute(String command) {
        return execute(command, Map.of());
    }

    /**
     * Runs a command and waits for its answer.
     *
     * @return what the agent returned
     * @throws JvirtException as the class says
     */
    public JsonNode execute(String command, Map<String, ?> arguments) {
        return execute(request(command, arguments), timeout);
    }

    /**
     * Runs a command that somebody wrote as JSON ({@code virDomainQemuAgentCommand}).
     *
     * @return the agent's whole answer
     */
    public String passThrough(String command, AgentTimeout limit) {
        ObjectNode request;
        try {
            if (!(JSON.readTree(command) instanceof ObjectNode object) || !object.path("execute").isString()) {
                throw JvirtException.invalidArgument(
                        ErrorDomain.QEMU, "a guest agent command is a JSON object with a member 'execute'");
            }
            request = object;
        } catch (JacksonException e) {
            throw new JvirtException(
                    ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "cannot parse json " + command + ": " + e.getOriginalMessage(), e);
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("return", execute(request, limit));
        return answer.toString();
    }

    /**
     * Runs a command that the agent does not answer when it succeeds: shutdown and sleep. A synchronisation behind it is answered once
     * the command was carried out, unless the guest is gone by then.
     *
     * @param happened what also shows that the command worked: the end of the run
     */
    void executeUnanswered(String command, Map<String, ?> arguments, CompletableFuture<?> happened, Duration limit) {
        turn.lock();
        boolean sent = false;
        try {
            synchronize(timeout.sync());
            write(request(command, arguments), limit);
            sent = true;
            long id = ThreadLocalRandom.current().nextLong(1L << 50);
            write(request("guest-sync", Map.of("id", id)), limit);
            long deadline = System.nanoTime() + limit.toNanos();
            while (!happened.isDone()) {
                try {
                    Optional<JsonNode> answer = readAnswer(GLANCE);
                    if (answer.isPresent()) {
                        result(command, answer.get());
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    if (System.nanoTime() > deadline) {
                        throw commandTimeout(command, e);
                    }
                }
            }
        } catch (IOException e) {
            // The guest is off, and QEMU with it: that is how a shutdown succeeds.
            if (!sent) {
                throw unresponsive("Guest agent disappeared while executing command", e);
            }
        } finally {
            turn.unlock();
        }
    }

    private JsonNode execute(ObjectNode request, AgentTimeout limit) {
        String name = request.path("execute").asString("");
        turn.lock();
        try {
            synchronize(limit.sync());
            write(request, limit.command());
            long deadline = deadline(limit.command());
            while (true) {
                Optional<JsonNode> answer = readAnswer(left(deadline));
                if (answer.isPresent()) {
                    return result(name, answer.get());
                }
            }
        } catch (SocketTimeoutException e) {
            throw commandTimeout(name, e);
        } catch (IOException e) {
            throw unresponsive("Guest agent disappeared while executing command", e);
        } finally {
            turn.unlock();
        }
    }

    private void synchronize(Duration limit) throws IOException {
        // Within what every JSON number carries exactly.
        long id = ThreadLocalRandom.current().nextLong(1L << 50);
        ObjectNode request = request("guest-sync-delimited", Map.of("id", id));
        boolean other = false;
        try {
            socket.setWriteTimeout(limit);
            ByteBuffer bytes = ByteBuffer.allocate(256).put(DELIMITER).put(encode(request)).flip();
            socket.write(bytes);
            long deadline = deadline(limit);
            while (true) {
                Optional<JsonNode> answer = readAnswer(left(deadline));
                JsonNode number = answer.map(node -> node.path("return")).orElseGet(JSON::missingNode);
                if (number.isIntegralNumber()) {
                    if (number.asLong(0) == id) {
                        return;
                    }
                    other = true;
                }
            }
        } catch (SocketTimeoutException e) {
            if (other) {
                throw new JvirtException(
                        ErrorCode.AGENT_UNSYNCED, ErrorDomain.QEMU, "guest agent answers, but not to what it is asked", e);
            }
            throw unresponsive("Guest agent not available for now", e);
        }
    }

    private void write(ObjectNode request, Duration limit) throws IOException {
        socket.setWriteTimeout(limit);
        socket.write(ByteBuffer.wrap(encode(request)));
    }

    private static byte[] encode(ObjectNode request) {
        return (request + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the next answer; empty for a line that is none, such as the rest of a late one} */
    private Optional<JsonNode> readAnswer(Duration limit) throws IOException {
        while (unread.isEmpty()) {
            if (!buffer.hasRemaining()) {
                socket.setReadTimeout(limit);
                buffer.clear();
                int count = socket.read(buffer);
                buffer.flip();
                if (count < 0) {
                    socket.close();
                    throw new IOException("QEMU closed the agent's channel");
                }
            }
            splitUpToDelimiter();
        }
        try {
            JsonNode answer = JSON.readTree(unread.remove());
            return answer.has("return") || answer.has("error") ? Optional.of(answer) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The delimiter stands before the answer to a synchronisation and ends whatever came before. */
    private void splitUpToDelimiter() throws IOException {
        ByteBuffer part = buffer.duplicate();
        int end = part.position();
        while (end < part.limit() && part.get(end) != DELIMITER) {
            end++;
        }
        try {
            unread.addAll(lines.add(part.limit(end)));
        } catch (LineSplitter.TooLongException e) {
            lines.reset();
            throw new IOException("the guest agent's answer is too long: " + e.getMessage(), e);
        }
        if (end < buffer.limit()) {
            lines.reset();
            unread.clear();
            end++;
        }
        buffer.position(end);
    }

    private static JsonNode result(String command, JsonNode answer) {
        JsonNode error = answer.get("error");
        if (error == null) {
            return answer.path("return");
        }
        AgentRefusal refusal = new AgentRefusal(
                error.path("class").asString("GenericError"), error.path("desc").asString("no reason given"));
        throw new JvirtException(
                ErrorCode.INTERNAL_ERROR,
                ErrorDomain.QEMU,
                "unable to execute QEMU agent command '" + command + "': " + refusal.getMessage(),
                refusal);
    }

    private static ObjectNode request(String command, Map<String, ?> arguments) {
        ObjectNode request = JSON.createObjectNode().put("execute", command);
        if (!arguments.isEmpty()) {
            request.set("arguments", JSON.valueToTree(arguments));
        }
        return request;
    }

    private static long deadline(Duration limit) {
        return limit.equals(FOR_EVER) ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
    }

    private static Duration left(long deadline) throws SocketTimeoutException {
        if (deadline == Long.MAX_VALUE) {
            return FOR_EVER;
        }
        long nanos = deadline - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException("no time is left");
        }
        return Duration.ofNanos(nanos);
    }

    private static JvirtException commandTimeout(String command, Throwable cause) {
        return new JvirtException(
                ErrorCode.AGENT_COMMAND_TIMEOUT, ErrorDomain.QEMU, "the agent did not answer '" + command + "' in time", cause);
    }

    private static JvirtException unresponsive(String detail, @Nullable Throwable cause) {
        return new JvirtException(ErrorCode.AGENT_UNRESPONSIVE, ErrorDomain.QEMU, detail, cause);
    }

    /** {@return whether the channel has not been closed, by us or because QEMU is gone} */
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** Closes the channel; who waits for the agent gets AGENT_UNRESPONSIVE. */
    @Override
    public void close() {
        socket.close();
    }
}
