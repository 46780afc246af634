package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Which sleep states the firmware offers.")
public record PowerManagement(
        @Attr("suspend-to-mem@enabled") @Doc("Sleep (S3).") @Nullable YesNo suspendToMem,
        @Attr("suspend-to-disk@enabled") @Doc("Hibernation (S4).") @Nullable YesNo suspendToDisk) {
}
