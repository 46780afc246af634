package io.jvirt.cli.run;

import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The option {@code --xpath}. */
final class XpathFilter {
    private XpathFilter() {}

    /** Prints the nodes that an expression finds, one after the other or wrapped into one root. */
    static void print(Invocation in, String xml, String expression, boolean wrap) {
        NodeList found;
        Document document;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            found = (NodeList)
                    XPathFactory.newInstance().newXPath().evaluate(expression, document, XPathConstants.NODESET);
        } catch (XPathExpressionException e) {
            throw new Failure("Unable to evaluate XPath '" + expression + "'");
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException e) {
            throw new Failure("failed to parse the document: " + e.getMessage());
        }
        if (wrap) {
            Element root = document.createElement("nodes");
            root.appendChild(document.createTextNode("\n"));
            for (int i = 0; i < found.getLength(); i++) {
                root.appendChild(document.createTextNode("  "));
                root.appendChild(found.item(i).cloneNode(true));
                root.appendChild(document.createTextNode("\n"));
            }
            in.print(text(root) + "\n");
            return;
        }
        for (int i = 0; i < found.getLength(); i++) {
            in.print(text(found.item(i)) + "\n");
        }
    }

    private static String text(Node node) {
        if (node.getNodeType() == Node.ATTRIBUTE_NODE) {
            return " " + node.getNodeName() + "=\"" + node.getNodeValue() + "\"";
        }
        if (node.getNodeType() == Node.TEXT_NODE) {
            return node.getNodeValue();
        }
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (javax.xml.transform.TransformerException e) {
            throw new Failure("failed to write what was found: " + e.getMessage());
        }
    }
}
