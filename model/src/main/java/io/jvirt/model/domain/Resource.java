package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Where the guest stands in the host's accounting.")
public record Resource(
        @Child @Doc("Cgroup partition.") @Nullable String partition,
        @Attr("fibrechannel@appid") @Doc("Fibre channel VMID application id.") @Nullable String fibrechannelAppid) {
}
