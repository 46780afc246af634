package io.jvirt.cli;

/** How results are written. */
public enum Format {
    /** For people, as virsh writes them. */
    TABLE,
    /** One JSON document a command. */
    JSON,
    /** One YAML document a command. */
    YAML;

    /**
     * {@return the format of this name}
     *
     * @throws Failure when there is none
     */
    public static Format named(String name) {
        return switch (name) {
            case "table" -> TABLE;
            case "json" -> JSON;
            case "yaml" -> YAML;
            default -> throw new Failure("unknown output format '" + name + "', expecting 'table', 'json' or 'yaml'");
        };
    }
}
