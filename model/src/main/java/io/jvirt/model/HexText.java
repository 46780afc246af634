package io.jvirt.model;

/** Hexadecimal numbers of a fixed width. */
final class HexText {
    private HexText() {
    }

    static String pad(int value, int digits) {
        String text = Integer.toHexString(value);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }
}
