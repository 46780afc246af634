package io.jvirt.qemu.capabilities;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One QMP session from its record: JSON documents one after the other, commands and replies in turn. A question that
 * is not in the record is answered as a QEMU would that does not know the command.
 */
public final class RecordedQmp implements QmpSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<JsonNode, JsonNode> replies;

    private RecordedQmp(Map<JsonNode, JsonNode> replies) {
        this.replies = replies;
    }

    /**
     * Reads a gzip-compressed record. A record may hold several sessions, each begins with {@code qmp_capabilities}.
     *
     * @throws IOException when the stream cannot be read or is no record
     */
    public static List<RecordedQmp> readGzip(InputStream in) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(in)) {
            return read(plain);
        }
    }

    /**
     * Reads a record of one or several sessions.
     *
     * @throws IOException when the stream cannot be read or is no record
     */
    public static List<RecordedQmp> read(InputStream in) throws IOException {
        List<Map<JsonNode, JsonNode>> sessions = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = JSON.readerFor(JsonNode.class).readValues(in)) {
            while (documents.hasNext()) {
                JsonNode command = documents.next();
                if (!command.has("execute") || !documents.hasNext()) {
                    throw new IOException("QMP record: expected a command and its reply, found " + abbreviate(command));
                }
                JsonNode reply = documents.next();
                if (command.path("execute").asString("").equals("qmp_capabilities")) {
                    sessions.add(new HashMap<>());
                }
                if (sessions.isEmpty()) {
                    throw new IOException("QMP record: begins with " + abbreviate(command)
                            + " instead of qmp_capabilities");
                }
                sessions.getLast().putIfAbsent(question(command.path("execute").asString(""),
                        command.path("arguments")), reply);
            }
        } catch (JacksonException e) {
            throw new IOException("QMP record: not readable as JSON: " + e.getOriginalMessage(), e);
        }
        if (sessions.isEmpty()) {
            throw new IOException("QMP record: empty");
        }
        return sessions.stream().map(RecordedQmp::new).toList();
    }

    @Override
    public Optional<JsonNode> ask(String command, Map<String, ?> arguments) {
        JsonNode reply = replies.get(question(command, JSON.valueToTree(arguments)));
        return reply == null ? Optional.empty() : Optional.ofNullable(reply.get("return"));
    }

    @Override
    public void close() { }

    private static JsonNode question(String command, JsonNode arguments) {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("execute", command);
        if (!arguments.isEmpty()) {
            question.set("arguments", arguments);
        }
        return question;
    }

    private static String abbreviate(JsonNode node) {
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
