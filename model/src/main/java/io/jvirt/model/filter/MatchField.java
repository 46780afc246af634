package io.jvirt.model.filter;

/**
 * A field of a packet that rules of one protocol may compare.
 *
 * @param name its attribute in documents
 * @param type what values it may have
 * @param principal the field whose sign it shares: an address' mask is negated with the address; empty for itself
 */
record MatchField(String name, FieldType type, String principal) {
    MatchField(String name, FieldType type) {
        this(name, type, "");
    }
}
