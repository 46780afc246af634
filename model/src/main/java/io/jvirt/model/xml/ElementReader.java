package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element as an {@link ElementCodec} sees it. What was asked for counts as known in strict reading. */
public final class ElementReader {
    private final XmlNode node;

    ElementReader(XmlNode node) {
        this.node = node;
    }

    /** {@return the element's name without prefix} */
    public String name() {
        return node.name;
    }

    /** {@return an attribute's value, or null} */
    public @Nullable String attribute(String name) {
        return node.attribute(name);
    }

    /** {@return the nested elements that are in no namespace; each is known once {@link #take} was called} */
    public List<ElementReader> children() {
        var list = new ArrayList<ElementReader>();
        for (var child : node.children) {
            if (child.uri == null) {
                list.add(new ElementReader(child));
            }
        }
        return list;
    }

    /** {@return the first nested element of a name, or null} */
    public @Nullable ElementReader child(String name) {
        var child = node.child(name, null);
        return child == null ? null : new ElementReader(child);
    }

    /** Says that the element is understood. */
    public void take() {
        node.known = true;
    }

    /** {@return the record that the element describes} */
    public <T> T as(Class<T> type, ParseOptions options) {
        take();
        return type.cast(TypeMapping.of(type).read(node, options));
    }

    /** {@return the element's own text, or null} */
    public @Nullable String text() {
        return node.text;
    }

    /** {@return a failure at this element} */
    public XmlException invalid(@Nullable String attribute, @Nullable String value, String message) {
        return node.invalid(attribute, value, message);
    }
}
