package io.jvirt.cli.run;

import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The option {@code --xpath}. The JDK's DOM sorts attributes, so it only finds nodes; what is printed is the light tree
 * they stand for.
 */
final class XpathFilter {
    private static final String ORIGIN = "origin";

    private XpathFilter() {}

    /** Prints the nodes that an expression finds, one after the other or wrapped into one root. */
    static void print(Invocation in, String xml, String expression, boolean wrap) {
        NodeList found;
        try {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            document.appendChild(element(document, XmlNode.parse(xml)));
            found = (NodeList)
                    XPathFactory.newInstance().newXPath().evaluate(expression, document, XPathConstants.NODESET);
        } catch (XPathExpressionException e) {
            throw new Failure("Unable to evaluate XPath '" + expression + "'");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(text(found.item(i), wrap ? "  " : ""));
        }
        if (wrap) {
            in.print(texts.isEmpty() ? "<nodes/>\n" : "<nodes>\n" + String.join("\n", texts) + "\n</nodes>\n");
        } else {
            in.print(texts.isEmpty() ? "" : String.join("\n", texts) + "\n");
        }
    }

    private static Element element(Document document, XmlNode node) {
        Element element = document.createElement(node.name());
        element.setUserData(ORIGIN, node, null);
        for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
            element.setAttribute(attribute.getKey(), attribute.getValue());
        }
        for (XmlNode child : node.children()) {
            element.appendChild(element(document, child));
        }
        if (node.children().isEmpty() && !node.text().isEmpty()) {
            element.appendChild(document.createTextNode(node.text()));
        }
        return element;
    }

    private static String text(Node found, String indent) {
        if (found.getNodeType() == Node.ATTRIBUTE_NODE) {
            return " " + found.getNodeName() + "=\"" + XmlNode.escape(String.valueOf(found.getNodeValue())) + "\"";
        }
        @Nullable Object origin = found.getUserData(ORIGIN);
        return origin instanceof XmlNode node ? node.format(indent) : String.valueOf(found.getTextContent());
    }
}
