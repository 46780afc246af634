package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An element of a document being read. Elements and attributes that a definition reads are marked as known. */
final class XmlNode {
    private static final String[] NO_ATTRIBUTES = {};

    final @Nullable String prefix;
    final String name;
    final @Nullable XmlNode parent;
    final int line;
    /** Where the element begins and ends in {@link #source}. */
    final int start;
    int end;
    final String source;
    @Nullable String uri;
    /** Names and values in turns. */
    String[] attributes = NO_ATTRIBUTES;
    /** Most elements have none, so that the list is made for the first. */
    List<XmlNode> children = List.of();
    @Nullable String text;
    boolean known;
    private long knownAttributes;

    XmlNode(@Nullable String prefix, String name, @Nullable XmlNode parent, int line, int start, String source) {
        this.prefix = prefix;
        this.name = name;
        this.parent = parent;
        this.line = line;
        this.start = start;
        this.source = source;
    }

    /** An element that is not in the document, standing for one without content. */
    static XmlNode absent(String name, @Nullable XmlNode parent) {
        return new XmlNode(null, name, parent, parent == null ? 0 : parent.line, 0, "");
    }

    void add(XmlNode child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(child);
    }

    @Nullable String attribute(String wanted) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(wanted)) {
                knownAttributes |= 1L << (i >> 1);
                return attributes[i + 1];
            }
        }
        return null;
    }

    boolean isKnown(int attribute) {
        return (knownAttributes >>> attribute & 1) != 0;
    }

    boolean is(String wanted, @Nullable String namespace) {
        return name.equals(wanted) && Objects.equals(uri, namespace);
    }

    @Nullable XmlNode child(String wanted, @Nullable String namespace) {
        for (int i = 0; i < children.size(); i++) {
            var child = children.get(i);
            if (child.is(wanted, namespace)) {
                child.known = true;
                return child;
            }
        }
        return null;
    }

    /** The URI that a prefix stands for here, null when it was not declared. */
    static @Nullable String resolve(@Nullable XmlNode from, @Nullable String prefix) {
        String declaration = prefix == null ? "xmlns" : "xmlns:" + prefix;
        for (XmlNode node = from; node != null; node = node.parent) {
            for (int i = 0; i < node.attributes.length; i += 2) {
                if (node.attributes[i].equals(declaration)) {
                    return node.attributes[i + 1].isEmpty() ? null : node.attributes[i + 1];
                }
            }
        }
        return null;
    }

    String path() {
        return parent == null ? name : parent.path() + "/" + name;
    }

    XmlException invalid(@Nullable String attribute, @Nullable String value, String message) {
        return new XmlException(XmlException.Kind.INVALID, message, line, path(), attribute, value);
    }

    XmlException missing(@Nullable String attribute, String message) {
        return new XmlException(XmlException.Kind.MISSING, message, line, path(), attribute, null);
    }
}
