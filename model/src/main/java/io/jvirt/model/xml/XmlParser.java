package io.jvirt.model.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small parser of the XML that management documents are: elements, attributes, text, CDATA, comments, the five
 * predefined entities and character references. It resolves no external or declared entity, reads no DTD, and limits
 * depth, attributes and size, so that a hostile document costs little. Errors read like libxml2's, with the line and a
 * caret, because people and tools know those.
 */
final class XmlParser {
    static final int MAX_LENGTH = 32 * 1024 * 1024;
    static final int MAX_DEPTH = 256;
    static final int MAX_ATTRIBUTES = 63;

    private final String source;
    private final String label;
    private final int length;
    private int at;
    private int line = 1;
    private int lineStart;
    /** A namespace was declared, so that from here on elements may have one. */
    private boolean declarations;
    /** Attributes of the element being read, names and values in turns. */
    private String[] found = new String[32];

    private XmlParser(String source, String label) {
        this.source = source;
        this.label = label;
        length = source.length();
    }

    /**
     * {@return the root element of a document}
     *
     * @param label what error messages call the document, as {@code (domain_definition)}
     */
    static XmlNode parse(String source, String label) {
        if (source.length() > MAX_LENGTH) {
            throw new XmlException(XmlException.Kind.MALFORMED, "The document has " + source.length()
                    + " characters, the limit is " + MAX_LENGTH, 0, "", null, null);
        }
        return new XmlParser(source, label).document();
    }

    private XmlNode document() {
        if (length > 0 && source.charAt(0) == '\ufeff') {
            at = 1;
        }
        if (at == length) {
            throw error("Document is empty");
        }
        misc(true);
        if (at == length || source.charAt(at) != '<') {
            throw error("Start tag expected, '<' not found");
        }
        var root = tree();
        misc(false);
        if (at < length) {
            throw error("Extra content at the end of the document");
        }
        return root;
    }

    /** White space, comments and processing instructions around the root. */
    private void misc(boolean prolog) {
        while (true) {
            skipSpace();
            if (source.startsWith("<!--", at)) {
                comment();
            } else if (source.startsWith("<?", at)) {
                instruction();
            } else if (prolog && source.startsWith("<!DOCTYPE", at)) {
                doctype();
            } else {
                return;
            }
        }
    }

    private void doctype() {
        for (; at < length && source.charAt(at) != '>'; at++) {
            if (source.charAt(at) == '[') {
                throw error("Declarations of entities are not supported");
            }
            newline();
        }
        expectEnd('>', "DOCTYPE improperly terminated");
    }

    private void comment() {
        skipPast("-->", 4, "Comment not terminated");
    }

    private void instruction() {
        skipPast("?>", 2, "PI is not terminated");
    }

    private void skipPast(String terminator, int opening, String failure) {
        int close = source.indexOf(terminator, at + opening);
        if (close < 0) {
            throw error(failure);
        }
        for (; at < close + terminator.length(); at++) {
            newline();
        }
    }

    /** Elements from the root on; a loop, not recursion, so that depth costs no stack. */
    private XmlNode tree() {
        XmlNode root = null;
        XmlNode open = null;
        int depth = 0;
        var text = new StringBuilder();
        do {
            if (at == length) {
                throw error(open == null ? "Document is empty" : "Premature end of data in tag " + label(open) + " line " + open.line);
            }
            char c = source.charAt(at);
            if (c != '<') {
                text(text);
                continue;
            }
            char next = at + 1 < length ? source.charAt(at + 1) : 0;
            if (open != null && (next == '!' || next == '?')) {
                markup(text);
                continue;
            }
            if (open != null) {
                keep(open, text);
            }
            if (next == '/' && open != null) {
                end(open);
                open = open.parent;
                depth--;
                continue;
            }
            var node = start(open);
            if (root == null) {
                root = node;
            }
            if (at < length && source.charAt(at) == '/') {
                at++;
                expectEnd('>', "Couldn't find end of Start Tag " + label(node) + " line " + node.line);
                node.end = at;
            } else {
                expectEnd('>', "Couldn't find end of Start Tag " + label(node) + " line " + node.line);
                open = node;
                if (++depth > MAX_DEPTH) {
                    throw error("Excessive depth in document: " + MAX_DEPTH + ", the limit of nested elements");
                }
            }
        } while (open != null);
        return java.util.Objects.requireNonNull(root);
    }

    /** Comment, CDATA or processing instruction inside an element. */
    private void markup(StringBuilder text) {
        if (source.startsWith("<!--", at)) {
            comment();
        } else if (source.startsWith("<![CDATA[", at)) {
            int close = source.indexOf("]]>", at);
            if (close < 0) {
                throw error("CData section not finished");
            }
            text.append(source, at + 9, close);
            skipPast("]]>", 0, "CData section not finished");
        } else if (source.startsWith("<?", at)) {
            instruction();
        } else {
            at++;
            throw error("StartTag: invalid element name");
        }
    }

    private static void keep(XmlNode node, StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                node.text = node.text == null ? text.toString() : node.text + text;
                break;
            }
        }
        text.setLength(0);
    }

    private void text(StringBuilder text) {
        int from = at;
        // Most text is the white space between elements, which nobody wants.
        skipSpace();
        if (at < length && source.charAt(at) == '<' && text.isEmpty() && !source.startsWith("<!", at)) {
            return;
        }
        while (at < length) {
            char c = source.charAt(at);
            if (c == '<') {
                break;
            }
            if (c == '&') {
                text.append(source, from, at);
                reference(text);
                from = at;
                continue;
            }
            checkCharacter(c);
            newline();
            at++;
        }
        text.append(source, from, at);
    }

    private void checkCharacter(char c) {
        if (c < 0x20 && c != '\n' && c != '\t' && c != '\r' || c == '\ufffe' || c == '\uffff') {
            throw error("PCDATA invalid Char value " + (int) c);
        }
    }

    private void end(XmlNode open) {
        at += 2;
        int from = at;
        String name = name("StartTag: invalid element name");
        skipSpace();
        if (!label(open).equals(name)) {
            at = from + name.length();
            skipSpace();
            if (at < length && source.charAt(at) == '>') {
                at++;
            }
            throw error("Opening and ending tag mismatch: " + label(open) + " line " + open.line + " and " + name);
        }
        expectEnd('>', "expected '>'");
        open.end = at;
    }

    private static String label(XmlNode node) {
        return node.prefix == null ? node.name : node.prefix + ":" + node.name;
    }

    private XmlNode start(@Nullable XmlNode parent) {
        int start = at;
        int startLine = line;
        at++;
        String name = name("StartTag: invalid element name");
        int colon = name.indexOf(':');
        var node = colon <= 0
                ? new XmlNode(null, name, parent, startLine, start, source)
                : new XmlNode(name.substring(0, colon), name.substring(colon + 1), parent, startLine, start, source);
        attributes(node);
        if (declarations) {
            node.uri = XmlNode.resolve(node, node.prefix);
        }
        if (parent != null) {
            parent.add(node);
        }
        return node;
    }

    private void attributes(XmlNode node) {
        int count = 0;
        while (true) {
            boolean spaced = skipSpace();
            if (at == length || source.charAt(at) == '>' || source.charAt(at) == '/') {
                if (count > 0) {
                    node.attributes = Arrays.copyOf(found, 2 * count);
                }
                return;
            }
            if (!spaced) {
                throw error("attributes construct error");
            }
            String name = name("Couldn't find end of Start Tag " + label(node) + " line " + node.line);
            skipSpace();
            if (at == length || source.charAt(at) != '=') {
                throw error("Specification mandates value for attribute " + name);
            }
            at++;
            skipSpace();
            String value = value();
            for (int i = 0; i < count; i++) {
                if (found[2 * i].equals(name)) {
                    throw error("Attribute " + name + " redefined");
                }
            }
            if (count == MAX_ATTRIBUTES) {
                throw error("More than " + MAX_ATTRIBUTES + " attributes in element " + label(node));
            }
            if (2 * count == found.length) {
                found = Arrays.copyOf(found, 4 * count);
            }
            declarations |= name.startsWith("xmlns");
            found[2 * count] = name;
            found[2 * count + 1] = value;
            count++;
        }
    }

    private String value() {
        char quote = at < length ? source.charAt(at) : 0;
        if (quote != '"' && quote != '\'') {
            throw error("AttValue: \" or ' expected");
        }
        at++;
        int from = at;
        StringBuilder changed = null;
        while (at < length) {
            char c = source.charAt(at);
            if (c == quote) {
                String rest = source.substring(from, at++);
                return changed == null ? rest : changed.append(rest).toString();
            }
            if (c == '<') {
                throw error("Unescaped '<' not allowed in attributes values");
            }
            if (c == '&' || c < 0x20) {
                checkCharacter(c);
                changed = changed == null ? new StringBuilder() : changed;
                changed.append(source, from, at);
                if (c == '&') {
                    reference(changed);
                } else {
                    // Attribute values are normalized: white space is a space, a line's end counts once.
                    changed.append(c == '\r' && at + 1 < length && source.charAt(at + 1) == '\n' ? "" : " ");
                    newline();
                    at++;
                }
                from = at;
                continue;
            }
            if (c >= 0xfffe) {
                checkCharacter(c);
            }
            at++;
        }
        throw error("AttValue: ' expected");
    }

    /** A character reference or one of the five predefined entities. */
    private void reference(StringBuilder out) {
        int begin = at++;
        if (at < length && source.charAt(at) == '#') {
            characterReference(out, begin);
            return;
        }
        String name = name("xmlParseEntityRef: no name");
        if (at == length || source.charAt(at) != ';') {
            throw error("EntityRef: expecting ';'");
        }
        at++;
        switch (name) {
            case "lt" -> out.append('<');
            case "gt" -> out.append('>');
            case "amp" -> out.append('&');
            case "quot" -> out.append('"');
            case "apos" -> out.append('\'');
            default -> throw error("Entity '" + name + "' not defined");
        }
    }

    private void characterReference(StringBuilder out, int begin) {
        boolean hex = source.startsWith("#x", at);
        int digits = at + (hex ? 2 : 1);
        int close = digits;
        int value = 0;
        for (; close < length; close++) {
            int digit = Character.digit(source.charAt(close), hex ? 16 : 10);
            if (digit < 0) {
                break;
            }
            value = Math.min(value * (hex ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
        }
        at = close;
        if (close == digits || close == length || source.charAt(close) != ';') {
            throw error(hex ? "xmlParseCharRef: invalid hexadecimal value" : "xmlParseCharRef: invalid decimal value");
        }
        at++;
        if (value > Character.MAX_CODE_POINT || value < 0x20 && value != '\n' && value != '\t' && value != '\r'
                || value >= 0xd800 && value < 0xe000 || value == 0xfffe || value == 0xffff) {
            at = begin;
            throw error("xmlParseCharRef: invalid xmlChar value " + value);
        }
        out.appendCodePoint(value);
    }

    private String name(String failure) {
        int from = at;
        if (at == length || !isNameStart(source.charAt(at))) {
            throw error(failure);
        }
        while (at < length && isNamePart(source.charAt(at))) {
            at++;
        }
        return source.substring(from, at);
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':'
                || c >= 0x80 && (Character.isLetter(c) || Character.isSurrogate(c));
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'
                || c >= 0x80 && Character.isUnicodeIdentifierPart(c);
    }

    private boolean skipSpace() {
        int from = at;
        while (at < length && isSpace(source.charAt(at))) {
            newline();
            at++;
        }
        return at > from;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private void newline() {
        if (source.charAt(at) == '\n') {
            line++;
            lineStart = at + 1;
        }
    }

    private void expectEnd(char wanted, String failure) {
        if (at == length || source.charAt(at) != wanted) {
            throw error(failure);
        }
        at++;
    }

    /** An error at the current place: what, the line's text (at most 80 characters of it) and a caret below. */
    private XmlException error(String what) {
        int end = at;
        while (end < length && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
            end++;
        }
        int from = Math.max(lineStart, Math.min(at, length) - 78);
        var message = new StringBuilder(label).append(':').append(line).append(": ").append(what).append('\n')
                .append(source, from, Math.min(end, from + 80)).append('\n');
        message.repeat('-', at - from).append('^');
        return new XmlException(XmlException.Kind.MALFORMED, message.toString(), line, "", null, null);
    }
}
