package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of namespaces that nothing else reads. */
final class ForeignProperty extends Property {
    ForeignProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace) {
        super(shape, index, "", namespace);
    }

    @Override
    Object readValue(XmlNode node, ParseOptions options) {
        List<RawElement> kept = null;
        for (var child : node.children) {
            // Components are read in order, so that what is known by now is not foreign.
            if (child.uri != null && !child.known) {
                if (kept == null) {
                    kept = new ArrayList<>();
                }
                kept.add(RawElement.of(child));
            }
        }
        return kept == null ? List.of() : List.copyOf(kept);
    }

    @Override
    boolean present(XmlNode node) {
        return false;
    }

    @Override
    Object blank() {
        return List.of();
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        for (var item : (List<?>) value) {
            out.raw(((RawElement) item).text());
        }
    }
}
