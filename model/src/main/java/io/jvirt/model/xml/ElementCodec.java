package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a {@link Custom} component. Has no state.
 *
 * @param <T> the component's type
 */
public interface ElementCodec<T> {
    /**
     * {@return the value, or null when the element gives none}
     *
     * @param element the element that the component is part of
     * @param options how the document is read
     * @throws XmlException when what is given is wrong
     */
    @Nullable T read(ElementReader element, ParseOptions options);

    /** Writes nested elements of the element that the component is part of. */
    void write(T value, ElementWriter out);

    /** {@return what elements these are, for the reference page} */
    String describe();
}
