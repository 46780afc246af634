package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.RedirectFilter;
import io.jvirt.model.domain.RedirectedDevice;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** USB devices that viewers give to the guest. */
final class RedirectedDevices {
    private RedirectedDevices() {
    }

    static void add(Guest guest, Arguments out) {
        String filter = filter(guest.devices().redirfilter());
        for (RedirectedDevice device : guest.devices().redirdevs()) {
            String alias = guest.alias(device);
            CharDevices.add(guest, out, alias, CharDevices.id(alias), device.backend());
            Props props = Props.device("usb-redir").text("chardev", CharDevices.id(alias)).text("id", alias)
                    .text("filter", filter).number("bootindex", BootOrder.own(device.info()));
            Addresses.add(guest, props, device.info());
            out.device(props);
        }
    }

    private static @Nullable String filter(@Nullable RedirectFilter filter) {
        if (filter == null || filter.usbdev().isEmpty()) {
            return null;
        }
        StringJoiner rules = new StringJoiner("|");
        for (RedirectFilter.UsbRule rule : filter.usbdev()) {
            rules.add(number(rule.usbClass(), 2) + ":" + number(rule.vendor(), 4) + ":" + number(rule.product(), 4)
                    + ":" + version(rule.version()) + ":" + (rule.allow() == YesNo.YES ? 1 : 0));
        }
        return rules.toString();
    }

    private static String number(@Nullable String text, int digits) {
        if (text == null || text.equals("-1")) {
            return "-1";
        }
        return hex(Integer.decode(text), digits);
    }

    private static String hex(int value, int digits) {
        return String.format(Locale.ROOT, "0x%0" + digits + "X", value);
    }

    /** {@return a USB version in binary coded decimals: 1.10 is 0x0110} */
    private static String version(@Nullable String text) {
        if (text == null || text.equals("-1")) {
            return "-1";
        }
        int hundredths = new BigDecimal(text).movePointRight(2).intValue();
        return hex(Integer.parseInt(Integer.toString(hundredths), 16), 4);
    }
}
