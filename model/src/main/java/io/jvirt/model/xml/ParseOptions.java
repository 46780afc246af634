package io.jvirt.model.xml;

/**
 * How a document is read.
 *
 * @param inactive leave out what only a running guest has (VIR_DOMAIN_DEF_PARSE_INACTIVE)
 * @param strict report elements and attributes that no definition knows, as libvirt's validation by schema does
 * @param label what errors call a malformed document, {@code (domain_definition)}
 */
public record ParseOptions(boolean inactive, boolean strict, String label) {
    /** A definition: nothing of a running guest. */
    public static final ParseOptions DEFINITION = new ParseOptions(true, false, "(domain_definition)");
    /** A document of a running guest. */
    public static final ParseOptions LIVE = new ParseOptions(false, false, "(domain_definition)");

    /** {@return the same, with unknown elements and attributes reported or not} */
    public ParseOptions withStrict(boolean value) {
        return new ParseOptions(inactive, value, label);
    }

    /** {@return the same for a document of another name} */
    public ParseOptions withLabel(String value) {
        return new ParseOptions(inactive, strict, value);
    }
}
