package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a document, and where. The text is libvirt's where libvirt has one for the case.
 */
public final class XmlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int line;
    private final String path;
    private final @Nullable String attribute;
    private final @Nullable String value;

    /** The kinds of failure, as far as callers treat them differently. */
    public enum Kind {
        /** Not well-formed XML (libvirt's VIR_ERR_XML_DETAIL, 35). */
        MALFORMED,
        /** Something that must be given is not (VIR_ERR_XML_ERROR, 27). */
        MISSING,
        /** The guest has no name (VIR_ERR_NO_NAME, 21). */
        NO_NAME,
        /** A device does not say where its data is (VIR_ERR_NO_SOURCE, 19). */
        NO_SOURCE,
        /** A device does not say where the guest finds it (VIR_ERR_NO_TARGET, 20). */
        NO_TARGET,
        /** A value that the element or attribute cannot have, or that contradicts another (VIR_ERR_XML_ERROR, 27). */
        INVALID,
        /** A well-formed wish that is not supported (VIR_ERR_CONFIG_UNSUPPORTED, 67). */
        UNSUPPORTED,
        /** An element or attribute that does not exist, found by strict reading (VIR_ERR_XML_INVALID_SCHEMA, 92). */
        SCHEMA
    }

    /**
     * A failure at a known place.
     *
     * @param kind what kind of failure
     * @param message what is wrong, for people
     * @param line line of the document from 1, 0 when unknown
     * @param path the elements from the root, {@code domain/devices/disk}
     * @param attribute the attribute concerned, or null
     * @param value the offending text, or null
     */
    public XmlException(
            Kind kind, String message, int line, String path, @Nullable String attribute, @Nullable String value) {
        super(message);
        this.kind = kind;
        this.line = line;
        this.path = path;
        this.attribute = attribute;
        this.value = value;
    }

    /** A contradiction between parts of a document, found after it was read. */
    public static XmlException invalid(String message) {
        return new XmlException(Kind.INVALID, message, 0, "", null, null);
    }

    /** A wish that is not supported, found after the document was read. */
    public static XmlException unsupported(String message) {
        return new XmlException(Kind.UNSUPPORTED, message, 0, "", null, null);
    }

    /** {@return the kind of failure} */
    public Kind kind() {
        return kind;
    }

    /** {@return the line from 1, or 0 when unknown} */
    public int line() {
        return line;
    }

    /** {@return the elements from the root with slashes between, empty when unknown} */
    public String path() {
        return path;
    }

    /** {@return the attribute concerned, or null} */
    public @Nullable String attribute() {
        return attribute;
    }

    /** {@return the offending text, or null} */
    public @Nullable String value() {
        return value;
    }
}
