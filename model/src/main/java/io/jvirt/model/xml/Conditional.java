package io.jvirt.model.xml;

/** A record whose element is at times not worth writing, beyond what {@link Child#omitEmpty} can tell. */
public interface Conditional {
    /**
     * {@return true when the element is written}
     *
     * @param options of the document being written
     */
    boolean isWritten(FormatOptions options);
}
