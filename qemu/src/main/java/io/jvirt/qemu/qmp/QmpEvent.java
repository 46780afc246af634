package io.jvirt.qemu.qmp;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened in QEMU (QMP specification, "Asynchronous events").
 *
 * @param name such as {@code SHUTDOWN}
 * @param data the event's own data; an empty object when it has none
 * @param time when QEMU says it happened, to the microsecond
 */
public record QmpEvent(String name, JsonNode data, Instant time) {}
