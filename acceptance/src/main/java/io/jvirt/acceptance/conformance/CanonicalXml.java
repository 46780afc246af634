package io.jvirt.acceptance.conformance;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Compares XML by meaning: attributes in any order, text that is only white space dropped, comments dropped, elements
 * in their order.
 */
public final class CanonicalXml {
    private CanonicalXml() { }

    /** {@return the first difference with its path, empty when there is none} */
    public static Optional<String> difference(String expected, String actual) throws IOException {
        return compare(parse(expected), parse(actual), "");
    }

    private static Element parse(String text) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setCoalescing(true);
            factory.setIgnoringComments(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text.strip()))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not well-formed: " + e.getMessage(), e);
        }
    }

    private static Optional<String> compare(Element expected, Element actual, String parent) {
        String path = parent + "/" + expected.getNodeName();
        if (!expected.getNodeName().equals(actual.getNodeName())) {
            return Optional.of(path + ": is " + describe(actual) + ", expected " + describe(expected));
        }
        Map<String, String> wanted = attributes(expected);
        Map<String, String> found = attributes(actual);
        if (!wanted.equals(found)) {
            return Optional.of(path + ": has attributes " + found + ", expected " + wanted);
        }
        List<Object> wantedContent = content(expected);
        List<Object> foundContent = content(actual);
        for (int i = 0; i < Math.min(wantedContent.size(), foundContent.size()); i++) {
            if (wantedContent.get(i) instanceof Element e && foundContent.get(i) instanceof Element a) {
                Optional<String> difference = compare(e, a, path);
                if (difference.isPresent()) {
                    return difference;
                }
            } else if (!wantedContent.get(i).equals(foundContent.get(i))) {
                return Optional.of(path + ": holds " + describe(foundContent.get(i)) + ", expected "
                        + describe(wantedContent.get(i)));
            }
        }
        if (wantedContent.size() > foundContent.size()) {
            return Optional.of(path + ": lacks " + describe(wantedContent.get(foundContent.size())));
        }
        if (wantedContent.size() < foundContent.size()) {
            return Optional.of(path + ": has superfluous " + describe(foundContent.get(wantedContent.size())));
        }
        return Optional.empty();
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new TreeMap<>();
        NamedNodeMap nodes = element.getAttributes();
        for (int i = 0; i < nodes.getLength(); i++) {
            attributes.put(nodes.item(i).getNodeName(), nodes.item(i).getNodeValue());
        }
        return attributes;
    }

    private static List<Object> content(Element element) {
        List<Object> content = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                content.add(child);
            } else if (node.getNodeType() == Node.TEXT_NODE && !node.getNodeValue().isBlank()) {
                content.add(node.getNodeValue());
            }
        }
        return content;
    }

    private static String describe(Object content) {
        return content instanceof Element e ? "<" + e.getNodeName() + "> " + attributes(e) : "text '" + content + "'";
    }
}
