package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Conditional;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Live;
import org.jspecify.annotations.Nullable;

@Element("seclabel")
@Doc("How a security driver treats one file.")
public record DeviceLabel(
        @Attr @Doc("Security driver: selinux, apparmor or dac.") @Nullable String model,
        @Attr @Doc("Whether files are labelled.") @Nullable YesNo relabel,
        @Attr @Live @Doc("The file could not be labelled.") @Nullable YesNo labelskip,
        @Child @Doc("Label of the file.") @Nullable String label) implements Conditional {
    /** A file is labelled unless the document says otherwise or a running guest's driver has left it out. */
    public DeviceLabel {
        if (relabel == null && !YesNo.isYes(labelskip)) {
            relabel = YesNo.YES;
        }
        if (label != null && YesNo.isNo(relabel)) {
            throw new IllegalArgumentException("Cannot specify a label if relabelling is turned off. model=" + model);
        }
    }

    /** A definition says nothing about a file that is labelled in the usual way. */
    @Override
    public boolean isWritten(FormatOptions options) {
        return !options.inactive() || label != null || YesNo.isNo(relabel);
    }
}
