package io.jvirt.model.cpu;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import org.jspecify.annotations.Nullable;

/** The part of a CPU's document that a host's has and a guest's has not. */
@Element("cpu")
@Doc("The CPU of a host.")
public record CpuArchitecture(
        @Child @Doc("Architecture of the host.") @Nullable String arch) {
}
