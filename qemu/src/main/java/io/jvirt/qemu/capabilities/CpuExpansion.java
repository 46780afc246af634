package io.jvirt.qemu.capabilities;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a CPU model stands for on this host: the answer of {@code query-cpu-model-expansion}.
 *
 * @param model the base model's name ({@code base} on x86, a named generation on s390x)
 * @param properties every property and its value (boolean, number or string), in QEMU's order
 * @param migratable the same with only migratable features; equal to {@code properties} where QEMU draws no line
 */
public record CpuExpansion(String model, Map<String, JsonNode> properties, Map<String, JsonNode> migratable) {
    /** {@return whether the boolean property is on, in the migratable form if asked} */
    public boolean isOn(String property, boolean migratableOnly) {
        JsonNode value = (migratableOnly ? migratable : properties).get(property);
        return value != null && value.isBoolean() && value.booleanValue();
    }
}
