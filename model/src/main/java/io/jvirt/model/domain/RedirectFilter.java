package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Element("redirfilter")
@Doc("Which USB devices viewers may give.")
public record RedirectFilter(
        @Child @Doc("A rule; the first that fits decides.") List<UsbRule> usbdev) implements Device {
    public RedirectFilter {
        usbdev = List.copyOf(usbdev);
    }

    @Element("usbdev")
    public record UsbRule(
            @Attr("class") @Doc("Class, -1 for any.") @Nullable String usbClass,
            @Attr @Doc("Vendor's number.") @Nullable String vendor,
            @Attr @Doc("Product's number.") @Nullable String product,
            @Attr @Doc("Version of the device.") @Nullable String version,
            @Attr @Doc("Whether the device may be given.") YesNo allow) {
    }

    @Override
    public DeviceInfo info() {
        return DeviceInfo.NONE;
    }

    @Override
    public RedirectFilter withInfo(DeviceInfo info) {
        return this;
    }
}
