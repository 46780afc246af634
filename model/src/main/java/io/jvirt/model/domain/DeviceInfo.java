package io.jvirt.model.domain;

import io.jvirt.model.IdSet;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Live;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import org.jspecify.annotations.Nullable;

@Doc("What devices have in common.")
public record DeviceInfo(
        @Child @Nullable Boot boot,
        @Attr("alias@name") @Live(unlessPrefix = "ua-") @Doc("The device's name; those of users begin with ua-.") @Nullable String alias,
        @Attr("master@startport") @Doc("First port of a USB companion controller.") @Nullable Integer masterStartPort,
        @Child @Nullable Rom rom,
        @Attr("acpi@index") @Doc("Index that the guest's firmware tells, for stable names.") @Nullable Long acpiIndex,
        @Attr("acpi@nodeset") @Doc("NUMA nodes of the guest whose memory is the device\'s.") @Nullable IdSet acpiNodeset,
        @Child @Nullable DeviceAddress address) {
    /** Nothing given. */
    public static final DeviceInfo NONE = new DeviceInfo(null, null, null, null, null, null, null);

    @Doc("Place in the boot order.")
    public record Boot(
            @Attr @Range(min = 1) @Doc("From 1 on, unique in the guest.") int order,
            @Attr @Doc("Which entry of the boot loader (s390).") @Nullable String loadparm) {
    }

    @Doc("The device's option ROM.")
    public record Rom(
            @Attr @Doc("Whether the guest has it.") @Nullable YesNo enabled,
            @Attr @Doc("Whether the guest sees the ROM's memory.") @Nullable OnOff bar,
            @Attr @Doc("File with the ROM.") @Nullable String file) {
    }

    public DeviceInfo withBoot(@Nullable Boot value) {
        return Records.with(this, "boot", value);
    }

    public DeviceInfo withAlias(@Nullable String value) {
        return Records.with(this, "alias", value);
    }

    public DeviceInfo withMasterStartPort(@Nullable Integer value) {
        return Records.with(this, "masterStartPort", value);
    }

    public DeviceInfo withAcpiIndex(@Nullable Long value) {
        return Records.with(this, "acpiIndex", value);
    }

    public DeviceInfo withAddress(@Nullable DeviceAddress value) {
        return Records.with(this, "address", value);
    }
}
