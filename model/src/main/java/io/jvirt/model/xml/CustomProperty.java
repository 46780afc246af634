package io.jvirt.model.xml;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A component with a codec of its own. */
final class CustomProperty extends Property {
    final ElementCodec<Object> codec;

    @SuppressWarnings("unchecked")
    CustomProperty(RecordShape shape, int index, @Nullable XmlNamespace namespace, Custom custom) {
        super(shape, index, "", namespace);
        try {
            var constructor = custom.value().getDeclaredConstructor();
            codec = (ElementCodec<Object>) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(custom.value() + " has no usable constructor", e);
        }
    }

    @Override
    @Nullable Object readValue(XmlNode node, ParseOptions options) {
        Object value = codec.read(new ElementReader(node), options);
        if (value == null && !nullable) {
            throw words.missing(node, null, "Missing " + codec.describe() + " in element '" + node.name + "'");
        }
        return value;
    }

    @Override
    boolean present(XmlNode node) {
        return !Objects.equals(codec.read(new ElementReader(node), ParseOptions.LIVE), blank());
    }

    @Override
    @Nullable Object blank() {
        return list ? List.of() : null;
    }

    @Override
    void writeContent(XmlWriter out, Object value) {
        codec.write(value, new ElementWriter(out));
    }
}
