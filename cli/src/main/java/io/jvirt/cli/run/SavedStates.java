package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands about saved guests but those that save. */
public final class SavedStates {
    private SavedStates() {}

    /** Continues a guest from a file. */
    public static void restore(Invocation in) {
        String file = in.required("file");
        List<DomainFlags.SaveRestore> flags = new ArrayList<>(List.of(Editing.state(in)));
        if (in.flag("bypass-cache")) {
            flags.add(DomainFlags.SaveRestore.BYPASS_CACHE);
        }
        if (in.flag("reset-nvram")) {
            flags.add(DomainFlags.SaveRestore.RESET_NVRAM);
        }
        String xmlFile = in.text("xml");
        @Nullable String xml = xmlFile == null ? null : in.read(xmlFile);
        in.attempt("Failed to restore domain from " + file);
        in.connection().restore(in.file(file).getPath(), xml, flags.toArray(new DomainFlags.SaveRestore[0]));
        in.extra("Domain restored from " + file + "\n");
    }

    /** Forgets a managed save image. */
    public static void removeManaged(Invocation in) {
        Domain domain = in.domain();
        String name = domain.name();
        in.attempt("Failed to check for domain managed save image");
        if (!domain.hasManagedSaveImage()) {
            in.extra("Domain '" + name + "' has no manage save image; removal skipped");
            return;
        }
        in.attempt("Failed to remove managed save image for domain '" + name + "'");
        domain.removeManagedSave();
        in.extra("Removed managedsave image for domain '" + name + "'");
    }

    /** Prints the document of a managed save image. */
    public static void dumpManaged(Invocation in) {
        Domain domain = in.domain();
        Definitions.print(
                in,
                in.flag("security-info")
                        ? domain.managedSaveXml(DomainFlags.Xml.SECURE)
                        : domain.managedSaveXml());
    }

    /** Replaces the document of a managed save image. */
    public static void defineManaged(Invocation in) {
        DomainFlags.SaveRestore[] flags = Editing.state(in);
        String xml = in.read(in.required("xml"));
        Domain domain = in.domain();
        in.attempt("Failed to update " + domain.name() + " XML configuration");
        domain.defineManagedSaveXml(xml, flags);
        in.extra("Managed save state file of domain '" + domain.name() + "' updated.\n");
    }

    /** Prints the document in a saved file. */
    public static void dump(Invocation in) {
        String file = in.file(in.required("file")).getPath();
        Definitions.print(
                in,
                in.flag("security-info")
                        ? in.connection().savedImageXml(file, DomainFlags.Xml.SECURE)
                        : in.connection().savedImageXml(file));
    }

    /** Replaces the document in a saved file. */
    public static void define(Invocation in) {
        DomainFlags.SaveRestore[] flags = Editing.state(in);
        String file = in.required("file");
        String xml = in.read(in.required("xml"));
        in.attempt("Failed to update " + file);
        in.connection().defineSavedImageXml(in.file(file).getPath(), xml, flags);
        in.extra("State file " + file + " updated.\n");
    }
}
