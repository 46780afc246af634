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
public record RedirectFilter(@Child List<UsbRule> usbdev) implements Device {
    public RedirectFilter {
        usbdev = List.copyOf(usbdev);
    }

    @Element("usbdev")
    public record UsbRule(
            @Attr("class") @Doc("Class, -1 for any.") @Nullable String usbClass,
            @Attr @Nullable String vendor,
            @Attr @Nullable String product,
            @Attr @Nullable String version,
            @Attr YesNo allow) {
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
