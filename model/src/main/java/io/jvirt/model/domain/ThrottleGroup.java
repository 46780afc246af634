package io.jvirt.model.domain;

import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;

@Element("throttlegroup")
@Doc("Limits that several disks share.")
public record ThrottleGroup(@Inline IoTune limits) {
}
