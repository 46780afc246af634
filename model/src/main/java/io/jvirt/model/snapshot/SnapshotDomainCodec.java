package io.jvirt.model.snapshot;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.ElementCodec;
import io.jvirt.model.xml.ElementReader;
import io.jvirt.model.xml.ElementWriter;
import io.jvirt.model.xml.ParseOptions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@code <domain>} with a type is a whole document, one without holds only an identity. */
public final class SnapshotDomainCodec implements ElementCodec<SnapshotDomain> {
    /** Used by the reader of documents. */
    public SnapshotDomainCodec() {
        // Has no state.
    }

    @Override
    public @Nullable SnapshotDomain read(ElementReader element, ParseOptions options) {
        var domain = element.child("domain");
        if (domain == null) {
            return null;
        }
        if (domain.attribute("type") != null) {
            return new SnapshotDomain(null, domain.as(DomainDescription.class, options));
        }
        var uuid = domain.child("uuid");
        String text = uuid == null ? null : uuid.text();
        try {
            return text == null ? null : new SnapshotDomain(UUID.fromString(text.strip()), null);
        } catch (IllegalArgumentException e) {
            throw domain.invalid("uuid", text, "malformed uuid element '" + text + "'");
        }
    }

    @Override
    public void write(SnapshotDomain value, ElementWriter out) {
        if (value.description() != null) {
            out.element("domain", DomainDescription.class, value.description());
        } else if (value.uuid() != null) {
            out.start("domain");
            out.text("uuid", value.uuid().toString());
            out.end("domain");
        }
    }

    @Override
    public String describe() {
        return "`<domain>`";
    }
}
