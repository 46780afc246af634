package io.jvirt.service;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.XmlException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSSerializer;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Elements of applications in the metadata of a guest or a network: one for each namespace. */
public final class MetadataElements {
    private static final String EMPTY = "<metadata/>";

    private MetadataElements() {}

    /** {@return the element of a namespace as its application wrote it: without that namespace} */
    public static Optional<String> find(@Nullable RawElement metadata, String namespace) {
        if (metadata == null) {
            return Optional.empty();
        }
        Document document = parse(metadata.text());
        for (Element element : children(document.getDocumentElement())) {
            if (namespace.equals(element.getNamespaceURI())) {
                return Optional.of(serialize(document, withoutNamespace(document, element, namespace)));
            }
        }
        return Optional.empty();
    }

    /** {@return an application's element in its namespace, with a prefix} */
    public static RawElement own(String text, String prefix, String namespace) {
        Document document;
        try {
            document = parse(text);
            Element root = document.getDocumentElement();
            if (root.getNamespaceURI() == null) {
                root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
                document.renameNode(root, namespace, prefix + ":" + root.getLocalName());
            }
            return RawElement.parse(serialize(document, document.getDocumentElement()));
        } catch (XmlException | org.w3c.dom.DOMException e) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.DOMAIN, "failed to parse the metadata: " + e.getMessage(), e);
        }
    }

    /** {@return the metadata with the element of a namespace exchanged or, for null, removed; null when nothing is left} */
    public static @Nullable RawElement replace(@Nullable RawElement metadata, String namespace, @Nullable RawElement element) {
        Document document = parse(metadata == null ? EMPTY : metadata.text());
        Element root = document.getDocumentElement();
        for (Element child : children(root)) {
            if (namespace.equals(child.getNamespaceURI())) {
                Node before = child.getPreviousSibling();
                if (before != null && before.getNodeType() == Node.TEXT_NODE && before.getTextContent().isBlank()) {
                    root.removeChild(before);
                }
                root.removeChild(child);
            }
        }
        if (element != null) {
            root.appendChild(document.importNode(parse(element.text()).getDocumentElement(), true));
        }
        return children(root).isEmpty() ? null : RawElement.parse(serialize(document, root));
    }

    private static Node withoutNamespace(Document document, Element element, String namespace) {
        element.removeAttributeNS(
                XMLConstants.XMLNS_ATTRIBUTE_NS_URI, element.getPrefix() == null ? "xmlns" : element.getPrefix());
        strip(document, element, namespace);
        for (Element child : children(document.getDocumentElement())) {
            if (child.getLocalName() != null && child.getNamespaceURI() == null) {
                return child;
            }
        }
        return element;
    }

    private static void strip(Document document, Element element, String namespace) {
        for (Element child : children(element)) {
            strip(document, child, namespace);
        }
        if (namespace.equals(element.getNamespaceURI())) {
            document.renameNode(element, null, element.getLocalName());
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            // The default prints to standard error.
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXException e) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.DOMAIN, "failed to parse the metadata: " + e.getMessage(), e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serialize(Document document, Node node) {
        LSSerializer serializer = ((DOMImplementationLS) document.getImplementation().getFeature("LS", "3.0")).createLSSerializer();
        serializer.getDomConfig().setParameter("xml-declaration", false);
        return serializer.writeToString(node);
    }
}
