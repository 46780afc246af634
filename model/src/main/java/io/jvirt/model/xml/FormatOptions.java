package io.jvirt.model.xml;

/**
 * How a document is written.
 *
 * @param inactive leave out what only a running guest has (VIR_DOMAIN_XML_INACTIVE)
 * @param secure write passwords (VIR_DOMAIN_XML_SECURE)
 * @param depth how many levels the document is indented, for one inside another
 */
public record FormatOptions(boolean inactive, boolean secure, int depth) {
    /** Everything but secrets. */
    public static final FormatOptions LIVE = new FormatOptions(false, false, 0);
    /** A definition without secrets. */
    public static final FormatOptions INACTIVE = new FormatOptions(true, false, 0);
    /** A definition with all that is needed to read it again, for the host's own files. */
    public static final FormatOptions STORED = new FormatOptions(true, true, 0);

    /** {@return the same with secrets or without} */
    public FormatOptions withSecure(boolean value) {
        return new FormatOptions(inactive, value, depth);
    }

    /** {@return the same at another depth} */
    public FormatOptions withDepth(int value) {
        return new FormatOptions(inactive, secure, value);
    }
}
