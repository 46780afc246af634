package io.jvirt.model;

import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/** A choice written {@code yes} or {@code no}; absent (null) leaves it to the driver. */
public enum YesNo implements XmlEnum {
    YES,
    NO;

    /** {@return the value for a boolean} */
    public static YesNo of(boolean value) {
        return value ? YES : NO;
    }

    /** {@return true for YES, false for NO and null} */
    public static boolean isYes(@Nullable YesNo value) {
        return value == YES;
    }

    /** {@return true for NO, false for YES and null} */
    public static boolean isNo(@Nullable YesNo value) {
        return value == NO;
    }
}
