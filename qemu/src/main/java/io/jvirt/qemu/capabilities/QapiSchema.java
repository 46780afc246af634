package io.jvirt.qemu.capabilities;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a QEMU binary's monitor understands, from {@code query-qmp-schema} (QEMU, docs/devel/qapi-code-gen,
 * "Client JSON Protocol introspection").
 *
 * <p>A question is a path. It begins with the name of a command or event. The steps that follow are:
 * {@code arg-type} and {@code ret-type} go to a command's arguments and result, a plain name goes to a member,
 * {@code +name} goes to the variant that the value {@code name} of a union's tag selects, {@code *name} demands
 * that the member is optional, and at the end {@code ^name} asks for a value of an enumeration and {@code $name}
 * for a feature of what was reached. Arrays are looked through: they answer for their elements.
 */
public final class QapiSchema {
    private final Map<String, JsonNode> entities;
    private final Set<String> commands = new HashSet<>();
    private final Set<String> events = new HashSet<>();

    /** Indexes the array that {@code query-qmp-schema} returned. */
    public QapiSchema(JsonNode schema) {
        entities = new HashMap<>(schema.size() * 2);
        for (JsonNode entity : schema) {
            String name = entity.path("name").asString("");
            entities.put(name, entity);
            switch (entity.path("meta-type").asString("")) {
                case "command" -> commands.add(name);
                case "event" -> events.add(name);
                default -> { }
            }
        }
    }

    /** {@return whether the monitor has this command} */
    public boolean hasCommand(String name) {
        return commands.contains(name);
    }

    /** {@return whether the monitor sends this event} */
    public boolean hasEvent(String name) {
        return events.contains(name);
    }

    /** {@return the names of all commands} */
    public Set<String> commands() {
        return Set.copyOf(commands);
    }

    /** {@return whether the schema has everything the path names} */
    public boolean has(String path) {
        String[] steps = path.split("/");
        if (!commands.contains(steps[0]) && !events.contains(steps[0])) {
            return false;
        }
        JsonNode at = entities.get(steps[0]);
        JsonNode features = at;
        for (int i = 1; i < steps.length; i++) {
            String step = steps[i];
            if (at == null || features == null) {
                return false;
            }
            at = look(at);
            switch (step.charAt(0)) {
                case '^' -> {
                    return hasEnumValue(at, step.substring(1));
                }
                case '$' -> {
                    return hasFeature(features, step.substring(1)) || hasFeature(at, step.substring(1));
                }
                case '+' -> {
                    at = variant(at, step.substring(1));
                    features = at;
                }
                case '*' -> {
                    JsonNode member = member(at, step.substring(1));
                    if (member == null || !member.has("default")) {
                        return false;
                    }
                    features = member;
                    at = typeOf(member);
                }
                default -> {
                    if (step.equals("arg-type") || step.equals("ret-type")) {
                        at = entities.get(at.path(step).asString(""));
                        features = at;
                    } else {
                        JsonNode member = member(at, step);
                        features = member;
                        at = member == null ? null : typeOf(member);
                    }
                }
            }
        }
        return at != null && features != null;
    }

    private JsonNode look(JsonNode entity) {
        JsonNode at = entity;
        while (at.path("meta-type").asString("").equals("array")) {
            JsonNode element = entities.get(at.path("element-type").asString(""));
            if (element == null) {
                return at;
            }
            at = element;
        }
        return at;
    }

    private @Nullable JsonNode typeOf(JsonNode member) {
        return entities.get(member.path("type").asString(""));
    }

    private static @Nullable JsonNode member(JsonNode entity, String name) {
        for (JsonNode member : entity.path("members")) {
            if (member.path("name").asString("").equals(name)) {
                return member;
            }
        }
        return null;
    }

    private @Nullable JsonNode variant(JsonNode entity, String tagValue) {
        for (JsonNode variant : entity.path("variants")) {
            if (variant.path("case").asString("").equals(tagValue)) {
                return typeOf(variant);
            }
        }
        return null;
    }

    private static boolean hasEnumValue(JsonNode entity, String value) {
        for (JsonNode member : entity.path("values")) {
            if (member.asString("").equals(value)) {
                return true;
            }
        }
        return member(entity, value) != null;
    }

    private static boolean hasFeature(JsonNode entity, String feature) {
        for (JsonNode candidate : entity.path("features")) {
            if (candidate.asString("").equals(feature)) {
                return true;
            }
        }
        return false;
    }
}
