package io.jvirt.model;

import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/** A switch written {@code on} or {@code off}; absent (null) leaves it to the driver. */
public enum OnOff implements XmlEnum {
    ON,
    OFF;

    /** {@return the value for a boolean} */
    public static OnOff of(boolean value) {
        return value ? ON : OFF;
    }

    /** {@return true for ON, false for OFF and null} */
    public static boolean isOn(@Nullable OnOff value) {
        return value == ON;
    }

    /** {@return true for OFF, false for ON and null} */
    public static boolean isOff(@Nullable OnOff value) {
        return value == OFF;
    }
}
