package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;

/** The commands {@code define}, {@code undefine}, {@code dumpxml} and the conversions. */
public final class Definitions {
    private static final String[] STORAGE = {
        "storage", "remove-all-storage", "delete-storage-volume-snapshots", "wipe-storage"
    };

    private Definitions() {}

    /** Stores a document. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to define domain from " + file);
        Domain domain = in.flag("validate")
                ? in.connection().define(xml, DomainFlags.Define.VALIDATE)
                : in.connection().define(xml);
        in.extra("Domain '" + domain.name() + "' defined from " + file + "\n");
    }

    /** Removes a document. */
    public static void undefine(Invocation in) {
        in.exclusive("nvram", "keep-nvram");
        in.exclusive("tpm", "keep-tpm");
        Domain domain = in.domain();
        for (String option : STORAGE) {
            if (in.flag(option)) {
                if (domain.id().isPresent()) {
                    throw new Failure("Storage volume deletion is supported only on stopped domains");
                }
                throw JvirtException.noSupport("virStorageVolDelete");
            }
        }
        List<DomainFlags.Undefine> flags = new ArrayList<>();
        for (DomainFlags.Undefine flag : DomainFlags.Undefine.values()) {
            String option = switch (flag) {
                case MANAGED_SAVE -> "managed-save";
                case SNAPSHOTS_METADATA -> "snapshots-metadata";
                case CHECKPOINTS_METADATA -> "checkpoints-metadata";
                case NVRAM -> "nvram";
                case KEEP_NVRAM -> "keep-nvram";
                case TPM -> "tpm";
                case KEEP_TPM -> "keep-tpm";
            };
            if (in.flag(option)) {
                flags.add(flag);
            }
        }
        if (!in.flag("managed-save") && domain.hasManagedSaveImage()) {
            throw new Failure("Refusing to undefine while domain managed save image exists");
        }
        in.attempt("Failed to undefine domain '" + domain.name() + "'");
        domain.undefine(flags.toArray(new DomainFlags.Undefine[0]));
        in.extra("Domain '" + domain.name() + "' has been undefined\n");
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        Domain domain = in.domain();
        List<DomainFlags.Xml> flags = new ArrayList<>();
        if (in.flag("inactive")) {
            flags.add(DomainFlags.Xml.INACTIVE);
        }
        if (in.flag("security-info")) {
            flags.add(DomainFlags.Xml.SECURE);
        }
        if (in.flag("update-cpu")) {
            flags.add(DomainFlags.Xml.UPDATE_CPU);
        }
        if (in.flag("migratable")) {
            flags.add(DomainFlags.Xml.MIGRATABLE);
        }
        print(in, domain.xml(flags.toArray(new DomainFlags.Xml[0])));
    }

    /** Prints a document or what the option {@code --xpath} finds in it. */
    static void print(Invocation in, String xml) {
        String xpath = in.text("xpath");
        if (xpath == null) {
            in.print(xml);
        } else {
            XpathFilter.print(in, xml, xpath, in.flag("wrap"));
        }
    }

    /** Turns a foreign configuration into a document. */
    public static void fromNative(Invocation in) {
        String config = in.read(in.required("config"));
        in.print(in.connection().domainXmlFromNative(in.required("format"), config));
    }

    /** Turns a document into a foreign configuration. */
    public static void toNative(Invocation in) {
        in.exclusive("domain", "xml");
        String format = in.required("format");
        String xml;
        String file = in.text("xml");
        if (in.flag("domain")) {
            xml = in.domain().xml(DomainFlags.Xml.INACTIVE, DomainFlags.Xml.SECURE);
        } else if (file != null) {
            xml = in.read(file);
        } else {
            throw new Failure("need either domain or domain XML");
        }
        in.print(in.connection().domainXmlToNative(format, xml));
    }
}
