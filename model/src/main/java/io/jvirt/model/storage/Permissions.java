package io.jvirt.model.storage;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

/** Who may use a folder or a file. What is absent is left to the host. */
@Doc("Who may use it.")
public record Permissions(
        @Child @Refusal(invalid = "malformed octal mode", kind = XmlException.Kind.INVALID) @Doc("The permission bits, octal.")
        @Nullable FileMode mode,
        @Child @Range(min = -1, max = ANY) @Refusal(invalid = "malformed owner element", kind = XmlException.Kind.INVALID)
        @Doc("Number of the user; -1 for whoever creates it.")
        @Nullable Long owner,
        @Child @Range(min = -1, max = ANY) @Refusal(invalid = "malformed group element", kind = XmlException.Kind.INVALID)
        @Doc("Number of the group; -1 for that of whoever creates it.")
        @Nullable Long group,
        @Child @Doc("Security label.") @Nullable String label) {
    /** The number that is nobody's: (uid_t) -1. */
    static final long ANY = 0xffffffffL;

    public Permissions {
        owner = given(owner);
        group = given(group);
        label = label == null || label.isEmpty() ? null : label;
    }

    private static @Nullable Long given(@Nullable Long id) {
        return id == null || id < 0 || id == ANY ? null : id;
    }

    /** {@return whether nothing is said} */
    public boolean none() {
        return mode == null && owner == null && group == null && label == null;
    }
}
