package io.jvirt.model.xml;

/** Finds what no definition read. */
final class StrictCheck {
    private StrictCheck() {
    }

    static void check(XmlNode root) {
        for (int i = 0; i < root.attributes.length; i += 2) {
            String name = root.attributes[i];
            if (!root.isKnown(i >> 1) && !name.equals("xmlns") && name.indexOf(':') < 0) {
                throw new XmlException(XmlException.Kind.SCHEMA, "XML document failed to validate against schema: line " + root.line
                        + ": Invalid attribute " + name + " for element " + root.name, root.line, root.path(), name, root.attributes[i + 1]);
            }
        }
        for (var child : root.children) {
            if (!child.known && child.uri == null) {
                throw new XmlException(XmlException.Kind.SCHEMA, "XML document failed to validate against schema: line " + child.line
                        + ": Element " + root.name + " has extra content: " + child.name, child.line, child.path(), null, child.name);
            }
            check(child);
        }
    }
}
