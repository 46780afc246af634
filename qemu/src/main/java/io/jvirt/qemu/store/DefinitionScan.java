package io.jvirt.qemu.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a stored definition only what the list of guests needs, name and UUID, and stops there: ten thousand files
 * are looked at in a moment. The rest is parsed when somebody wants it.
 */
final class DefinitionScan {
    private static final ThreadLocal<XMLInputFactory> FACTORY = ThreadLocal.withInitial(DefinitionScan::factory);

    private DefinitionScan() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** What a file says; exactly one of {@code entry} and {@code problem} is there. */
    record Result(Path file, DefinitionStore.@Nullable Entry entry, @Nullable String problem) {}

    /** {@return what the file says} */
    static Result scan(Path file) {
        try {
            return scan(file, Files.readAllBytes(file));
        } catch (IOException e) {
            return new Result(file, null, "cannot be read: " + e.getMessage());
        }
    }

    private static Result scan(Path file, byte[] content) {
        String name = null;
        UUID uuid = null;
        try {
            XMLStreamReader reader = FACTORY.get().createXMLStreamReader(new ByteArrayInputStream(content));
            int depth = 0;
            while (reader.hasNext() && (name == null || uuid == null)) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    String element = reader.getLocalName();
                    if (depth == 1 && !element.equals("domain")) {
                        return new Result(file, null, "its root element is <" + element + ">, not <domain>");
                    }
                    if (depth == 2 && (element.equals("name") || element.equals("uuid"))) {
                        String text = reader.getElementText().strip();
                        depth--;
                        if (element.equals("name")) {
                            name = text;
                        } else {
                            uuid = UUID.fromString(text);
                        }
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
            reader.close();
        } catch (XMLStreamException e) {
            return new Result(file, null, "is no XML: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Result(file, null, "has a bad <uuid>: " + e.getMessage());
        }
        if (name == null || uuid == null) {
            return new Result(file, null, "has no <" + (name == null ? "name" : "uuid") + ">");
        }
        if (!file.getFileName().toString().equals(name + ".xml")) {
            return new Result(file, null, "holds the guest '" + name + "'; its name has to be " + name + ".xml");
        }
        return new Result(file, new DefinitionStore.Entry(name, uuid), null);
    }
}
