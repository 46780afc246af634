package io.jvirt.qemu.command;

import tools.jackson.databind.JsonNode;

/** Spells JSON in QEMU's older flat syntax: nested members with dots, booleans as on and off. */
final class FlatJson {
    private FlatJson() {
    }

    static void add(KeyValues out, String key, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> value.properties().forEach(e -> add(out, key + "." + e.getKey(), e.getValue()));
            case ARRAY -> {
                for (JsonNode element : value) {
                    // The only lists of network back ends hold objects with the single member "str".
                    add(out, key, element.has("str") ? element.get("str") : element);
                }
            }
            case BOOLEAN -> out.put(key, value.booleanValue() ? "on" : "off");
            default -> out.put(key, value.asString());
        }
    }
}
