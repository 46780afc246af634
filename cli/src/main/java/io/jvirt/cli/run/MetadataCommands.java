package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;

/** The commands {@code desc} and {@code metadata}. */
public final class MetadataCommands {
    private MetadataCommands() {}

    /** Prints or changes a description or a title. */
    public static void description(Invocation in) {
        DomainFlags.Affect[] flags = Affects.of(in);
        boolean title = in.flag("title");
        Metadata type = title ? Metadata.TITLE : Metadata.DESCRIPTION;
        Domain domain = in.domain();
        boolean edit = in.flag("edit");
        boolean given = in.flag("new-desc");
        String text = String.join(" ", in.list("new-desc"));
        if (!edit && !given) {
            String present = present(domain, type, flags);
            if (in.structured()) {
                in.document(java.util.Map.of(title ? "title" : "description", present));
            } else if (present.isEmpty()) {
                in.extra((title ? "No title for domain: " : "No description for domain: ") + domain.name());
            } else {
                in.print(present);
            }
            return;
        }
        if (!given) {
            text = present(domain, type, flags);
        }
        if (edit) {
            String before = text;
            text = Editor.edit(in, before);
            while (text.endsWith("\n")) {
                text = text.substring(0, text.length() - 1);
            }
            if (text.equals(before)) {
                in.extra(title ? "Domain title not changed\n" : "Domain description not changed\n");
                return;
            }
        }
        in.attempt(title ? "Failed to set new domain title" : "Failed to set new domain description");
        domain.setMetadata(type, text, null, null, flags);
        in.extra(title ? "Domain title updated successfully" : "Domain description updated successfully");
    }

    private static String present(Domain domain, Metadata type, DomainFlags.Affect[] flags) {
        try {
            return domain.metadata(type, null, flags);
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_DOMAIN_METADATA) {
                return "";
            }
            throw e;
        }
    }

    /** Prints or changes an element of a namespace. */
    public static void element(Invocation in) {
        DomainFlags.Affect[] flags = Affects.of(in);
        in.exclusive("edit", "set");
        in.exclusive("remove", "set");
        in.exclusive("remove", "edit");
        String uri = in.required("uri");
        String key = in.text("key");
        String set = in.text("set");
        boolean edit = in.flag("edit");
        if ((set != null || edit) && key == null) {
            throw new Failure("namespace key is required when modifying metadata");
        }
        Domain domain = in.domain();
        if (set != null) {
            domain.setMetadata(Metadata.ELEMENT, set, key, uri, flags);
            in.extra("Metadata modified\n");
        } else if (in.flag("remove")) {
            domain.setMetadata(Metadata.ELEMENT, null, key, uri, flags);
            in.extra("Metadata removed\n");
        } else if (edit) {
            String before;
            try {
                before = domain.metadata(Metadata.ELEMENT, uri, flags);
            } catch (JvirtException e) {
                if (e.code() != ErrorCode.NO_DOMAIN_METADATA) {
                    throw e;
                }
                before = "\n";
            }
            String after = Editor.edit(in, before);
            if (after.equals(before)) {
                in.extra("Metadata not changed\n");
                return;
            }
            domain.setMetadata(Metadata.ELEMENT, after, key, uri, flags);
            in.extra("Metadata modified\n");
        } else {
            in.print(domain.metadata(Metadata.ELEMENT, uri, flags) + "\n");
        }
    }
}
