package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element kept as it was written, because its content belongs to an application or to a driver.
 *
 * @param name name without prefix
 * @param namespace URI of its namespace, or null
 * @param prefix prefix in the text, or null
 * @param text the element as XML; it declares every prefix it uses
 */
public record RawElement(String name, @Nullable String namespace, @Nullable String prefix, String text) {
    /**
     * {@return the element that the text is}
     *
     * @throws XmlException when the text is not well-formed
     */
    public static RawElement parse(String text) {
        return of(XmlParser.parse(text.strip(), "(element)"));
    }

    static RawElement of(XmlNode node) {
        markKnown(node);
        var undeclared = new java.util.TreeMap<String, String>();
        collect(node, node, undeclared);
        String text = node.source.substring(node.start, node.end);
        if (!undeclared.isEmpty()) {
            int afterName = 1 + (node.prefix == null ? 0 : node.prefix.length() + 1) + node.name.length();
            var declared = new StringBuilder(text.substring(0, afterName));
            undeclared.forEach((prefix, uri) -> declared.append(" xmlns").append(prefix.isEmpty() ? "" : ":").append(prefix)
                    .append("='").append(uri).append('\''));
            text = declared.append(text, afterName, text.length()).toString();
        }
        return new RawElement(node.name, node.uri, node.prefix, text);
    }

    private static void markKnown(XmlNode node) {
        node.known = true;
        for (int i = 0; i < node.attributes.length; i += 2) {
            node.attribute(node.attributes[i]);
        }
        node.children.forEach(RawElement::markKnown);
    }

    /** Finds the prefixes in use that only elements around the kept one declare. */
    private static void collect(XmlNode node, XmlNode top, Map<String, String> undeclared) {
        declare(node, top, node.prefix, undeclared);
        for (int i = 0; i < node.attributes.length; i += 2) {
            int colon = node.attributes[i].indexOf(':');
            if (colon > 0 && !node.attributes[i].startsWith("xml")) {
                declare(node, top, node.attributes[i].substring(0, colon), undeclared);
            }
        }
        for (var child : node.children) {
            collect(child, top, undeclared);
        }
    }

    private static void declare(XmlNode node, XmlNode top, @Nullable String prefix, Map<String, String> undeclared) {
        String uri = XmlNode.resolve(node, prefix);
        if (uri != null && uri.equals(XmlNode.resolve(top.parent, prefix)) && !declaredWithin(node, top, prefix)) {
            undeclared.put(prefix == null ? "" : prefix, uri);
        }
    }

    private static boolean declaredWithin(XmlNode from, XmlNode top, @Nullable String prefix) {
        String declaration = prefix == null ? "xmlns" : "xmlns:" + prefix;
        for (XmlNode node = from; node != null; node = node == top ? null : node.parent) {
            for (int i = 0; i < node.attributes.length; i += 2) {
                if (node.attributes[i].equals(declaration)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return the elements directly inside} */
    public List<RawElement> children() {
        var list = new ArrayList<RawElement>();
        for (var child : XmlParser.parse(text, "(element)").children) {
            list.add(of(child));
        }
        return List.copyOf(list);
    }

    /** {@return the same element, without attributes, around other elements} */
    public RawElement withChildren(List<RawElement> children) {
        String label = prefix == null ? name : prefix + ":" + name;
        var out = new StringBuilder("<").append(label);
        if (namespace != null) {
            out.append(prefix == null ? " xmlns='" : " xmlns:" + prefix + "='").append(namespace).append('\'');
        }
        if (children.isEmpty()) {
            out.append("/>");
        } else {
            out.append('>');
            for (var child : children) {
                out.append("\n    ").append(child.text);
            }
            out.append("\n  </").append(label).append('>');
        }
        return new RawElement(name, namespace, prefix, out.toString());
    }
}
