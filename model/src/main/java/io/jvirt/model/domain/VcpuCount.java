package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Text;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlException;
import org.jspecify.annotations.Nullable;

@Doc("How many virtual CPUs there can be.")
public record VcpuCount(
        @Attr(def = "static") @Doc("Where they run: on the given set, or where numad advises.") Placement placement,
        @Attr @Doc("Host CPUs to run on.") @Nullable IdSet cpuset,
        @Attr @Range(min = 1) @Doc("How many are plugged in at start.") @Nullable Integer current,
        @Text @Range(min = 1) @Refusal(invalid = "maximum vcpus count must be an integer", kind = XmlException.Kind.INVALID) @Doc("The maximum.") int maximum) {
    public enum Placement implements XmlEnum { STATIC, AUTO }

    public VcpuCount withCurrent(@Nullable Integer value) {
        return Records.with(this, "current", value);
    }

    public VcpuCount withMaximum(int value) {
        return Records.with(this, "maximum", value);
    }

    public VcpuCount withCpuset(@Nullable IdSet value) {
        return Records.with(this, "cpuset", value);
    }

    public VcpuCount withPlacement(Placement value) {
        return Records.with(this, "placement", value);
    }
}
