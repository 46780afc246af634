package io.jvirt.api;

/** How keys are numbered in {@link Domain#sendKey} ({@code virKeycodeSet}); the ordinal is the number. */
public enum KeycodeSet {
    LINUX,
    XT,
    ATSET1,
    ATSET2,
    ATSET3,
    OSX,
    XT_KBD,
    USB,
    WIN32,
    QNUM
}
