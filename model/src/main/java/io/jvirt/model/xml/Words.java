package io.jvirt.model.xml;

import org.jspecify.annotations.Nullable;

/** What to say when a value is wrong or missing: a definition's {@link Refusal}, else libvirt's general words. */
record Words(@Nullable Refusal refusal) {
    /** {@return the failure of a value that its type refuses, with the refusal as its cause} */
    XmlException invalid(XmlNode node, @Nullable String attribute, String value, IllegalArgumentException refused) {
        XmlException failure = invalid(node, attribute, value, String.valueOf(refused.getMessage()));
        failure.initCause(refused);
        return failure;
    }

    XmlException invalid(XmlNode node, @Nullable String attribute, String value, String expected) {
        if (refusal != null && !refusal.invalid().isEmpty()) {
            String message = refusal.invalid().replace("%s", value);
            return new XmlException(refusal.kind(), message, node.line, node.path(), attribute, value);
        }
        String place = attribute == null ? "element '" + node.name + "'" : "attribute '" + attribute + "' in element '" + node.name + "'";
        return node.invalid(attribute, value, "Invalid value for " + place + ": '" + value + "'." + (expected.isEmpty() ? "" : " " + expected));
    }

    XmlException missing(XmlNode node, @Nullable String attribute, String general) {
        if (refusal != null && !refusal.missing().isEmpty()) {
            return new XmlException(refusal.missingKind(), refusal.missing(), node.line, node.path(), attribute, null);
        }
        return node.missing(attribute, general);
    }
}
