package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("seclabel")
@Doc("How a security driver confines the guest.")
public record SecurityLabel(
        @Attr @Doc("Label made by the driver, given, or none.") @Nullable Type type,
        @Attr @Doc("Security driver: selinux, apparmor or dac.") @Nullable String model,
        @Attr @Doc("Whether files are labelled.") @Nullable YesNo relabel,
        @Child @Doc("Label from which one is made.") @Nullable String baselabel,
        @Child @Doc("Label of the guest's process.") @Nullable String label,
        @Child @Live(kept = true) @Doc("Label of the guest's files.") @Nullable String imagelabel) {
    public enum Type implements XmlEnum { NONE, DYNAMIC, STATIC }

    public SecurityLabel withType(@Nullable Type value) {
        return Records.with(this, "type", value);
    }

    public SecurityLabel withModel(@Nullable String value) {
        return Records.with(this, "model", value);
    }

    public SecurityLabel withRelabel(@Nullable YesNo value) {
        return Records.with(this, "relabel", value);
    }

    public SecurityLabel withLabel(@Nullable String value) {
        return Records.with(this, "label", value);
    }

    public SecurityLabel withImagelabel(@Nullable String value) {
        return Records.with(this, "imagelabel", value);
    }

    public SecurityLabel withBaselabel(@Nullable String value) {
        return Records.with(this, "baselabel", value);
    }
}
