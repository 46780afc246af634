package io.jvirt.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small read-only tree of a document that a daemon sent: elements, attributes and text. It is not a full XML parser
 * (no DTD, no namespaces) but starts in a fraction of one's time, which is what a command that looks up three
 * attributes needs.
 */
public final class XmlNode {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(String name) {
        this.name = name;
    }

    /**
     * {@return the root element of a document}
     *
     * @throws IllegalArgumentException when it is not well-formed
     */
    public static XmlNode parse(String document) {
        return new Reader(document).root();
    }

    /** {@return the element's name} */
    public String name() {
        return name;
    }

    /** {@return the attributes in the document's order} */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** {@return the element as text, children indented by two spaces more, without a line break at its end} */
    public String format(String indent) {
        StringBuilder out = new StringBuilder();
        format(out, indent);
        return out.toString();
    }

    private void format(StringBuilder out, String indent) {
        out.append(indent).append('<').append(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"").append(escape(attribute.getValue())).append('"');
        }
        if (children.isEmpty() && text.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        if (children.isEmpty()) {
            out.append(escape(text()));
        } else {
            for (XmlNode child : children) {
                out.append('\n');
                child.format(out, indent + "  ");
            }
            out.append('\n').append(indent);
        }
        out.append("</").append(name).append('>');
    }

    /** {@return a text as it stands in a document} */
    public static String escape(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** {@return the attribute's value, null when there is none} */
    public @Nullable String attribute(String wanted) {
        return attributes.get(wanted);
    }

    /** {@return the text within, without the children's} */
    public String text() {
        return text.toString();
    }

    /** {@return the children} */
    public List<XmlNode> children() {
        return children;
    }

    /** {@return the children of this name} */
    public List<XmlNode> children(String wanted) {
        List<XmlNode> found = new ArrayList<>();
        for (XmlNode child : children) {
            if (child.name.equals(wanted)) {
                found.add(child);
            }
        }
        return found;
    }

    /** {@return the first child of this name, null when there is none} */
    public @Nullable XmlNode child(String wanted) {
        for (XmlNode child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    /** {@return an attribute of a child, null when either is missing} */
    public @Nullable String attributeOf(String child, String attribute) {
        XmlNode found = child(child);
        return found == null ? null : found.attribute(attribute);
    }

    /** {@return the first element along a path of names, null when there is none} */
    public @Nullable XmlNode at(String... path) {
        XmlNode found = this;
        for (String step : path) {
            found = found.child(step);
            if (found == null) {
                return null;
            }
        }
        return found;
    }

    private static final class Reader {
        private final String source;
        private int at;

        private Reader(String source) {
            this.source = source;
        }

        private XmlNode root() {
            skipProlog();
            XmlNode root = element();
            skipProlog();
            if (at < source.length()) {
                throw bad("text after the end");
            }
            return root;
        }

        private void skipProlog() {
            while (true) {
                while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                    at++;
                }
                if (source.startsWith("<?", at)) {
                    at = after("?>", at);
                } else if (source.startsWith("<!--", at)) {
                    at = after("-->", at);
                } else {
                    return;
                }
            }
        }

        private XmlNode element() {
            expect('<');
            XmlNode node = new XmlNode(name());
            while (true) {
                skipSpace();
                char c = peek();
                if (c == '/') {
                    at++;
                    expect('>');
                    return node;
                }
                if (c == '>') {
                    at++;
                    content(node);
                    return node;
                }
                String attribute = name();
                skipSpace();
                expect('=');
                skipSpace();
                char quote = peek();
                if (quote != '"' && quote != '\'') {
                    throw bad("an attribute's value without quotes");
                }
                int end = source.indexOf(quote, at + 1);
                if (end < 0) {
                    throw bad("an attribute's value without an end");
                }
                node.attributes.put(attribute, decode(source.substring(at + 1, end)));
                at = end + 1;
            }
        }

        private void content(XmlNode node) {
            while (true) {
                int next = source.indexOf('<', at);
                if (next < 0) {
                    throw bad("<" + node.name + "> without an end");
                }
                node.text.append(decode(source.substring(at, next)));
                at = next;
                if (source.startsWith("</", at)) {
                    at += 2;
                    String closed = name();
                    if (!closed.equals(node.name)) {
                        throw bad("</" + closed + "> for <" + node.name + ">");
                    }
                    skipSpace();
                    expect('>');
                    return;
                } else if (source.startsWith("<!--", at)) {
                    at = after("-->", at);
                } else if (source.startsWith("<![CDATA[", at)) {
                    int end = after("]]>", at);
                    node.text.append(source, at + 9, end - 3);
                    at = end;
                } else if (source.startsWith("<?", at)) {
                    at = after("?>", at);
                } else {
                    node.children.add(element());
                }
            }
        }

        private String name() {
            int start = at;
            while (at < source.length() && " \t\r\n/>=".indexOf(source.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw bad("a name is missing");
            }
            return source.substring(start, at);
        }

        private void skipSpace() {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
        }

        private char peek() {
            if (at >= source.length()) {
                throw bad("the end comes too early");
            }
            return source.charAt(at);
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw bad("'" + wanted + "' expected");
            }
            at++;
        }

        private int after(String end, int from) {
            int found = source.indexOf(end, from);
            if (found < 0) {
                throw bad("'" + end + "' is missing");
            }
            return found + end.length();
        }

        private IllegalArgumentException bad(String why) {
            int line = 1;
            for (int i = 0; i < Math.min(at, source.length()); i++) {
                if (source.charAt(i) == '\n') {
                    line++;
                }
            }
            return new IllegalArgumentException("malformed XML in line " + line + ": " + why);
        }

        private String decode(String raw) {
            if (raw.indexOf('&') < 0) {
                return raw;
            }
            StringBuilder text = new StringBuilder(raw.length());
            for (int i = 0; i < raw.length(); ) {
                char c = raw.charAt(i);
                int end = c == '&' ? raw.indexOf(';', i) : -1;
                if (end < 0) {
                    text.append(c);
                    i++;
                    continue;
                }
                text.append(entity(raw.substring(i + 1, end)));
                i = end + 1;
            }
            return text.toString();
        }

        private String entity(String entity) {
            try {
                return switch (entity) {
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "amp" -> "&";
                    case "quot" -> "\"";
                    case "apos" -> "'";
                    default -> entity.startsWith("#x")
                            ? Character.toString(Integer.parseInt(entity.substring(2), 16))
                            : entity.startsWith("#")
                                    ? Character.toString(Integer.parseInt(entity.substring(1)))
                                    : "&" + entity + ";";
                };
            } catch (IllegalArgumentException e) {
                throw bad("'&" + entity + ";' is no character");
            }
        }
    }
}
