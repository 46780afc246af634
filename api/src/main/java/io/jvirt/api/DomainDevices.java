package io.jvirt.api;

import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/** A guest's devices and who looks at them. A part of {@link Domain}, whose rules hold. */
public interface DomainDevices {
    /**
     * Gives the guest a device; returns when the guest has it ({@code virDomainAttachDeviceFlags}).
     *
     * @param xml the device's element, as in the guest's document
     */
    default void attachDevice(String xml, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainAttachDeviceFlags");
    }

    /**
     * Takes a device away. A running guest has to let go of it; when it takes its time the call returns before it has, and
     * {@link DomainEvent.DeviceRemoved} tells when ({@code virDomainDetachDeviceFlags}).
     *
     * @param xml as much of the device's element as makes clear which one is meant: a disk's target, a network card's MAC
     *     address
     */
    default void detachDevice(String xml, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainDetachDeviceFlags");
    }

    /** Asks for a device to be let go of, by its alias, and does not wait ({@code virDomainDetachDeviceAlias}). */
    default void detachDeviceAlias(String alias, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainDetachDeviceAlias");
    }

    /**
     * Changes a device: of a running guest the medium of a drive, the state of a network link, the password of a display;
     * of a definition whatever the document says ({@code virDomainUpdateDeviceFlags}).
     */
    default void updateDevice(String xml, DomainFlags.UpdateDevice... flags) {
        throw JvirtException.noSupport("virDomainUpdateDeviceFlags");
    }

    /**
     * {@return a stream to a console, serial or parallel device by alias; null for the first} ({@code
     * virDomainOpenConsole})
     */
    default DataStream openConsole(@Nullable String device, DomainFlags.Console... flags) {
        throw JvirtException.noSupport("virDomainOpenConsole");
    }

    /**
     * {@return a stream to a channel by target name or alias; null for the first} ({@code virDomainOpenChannel})
     */
    default DataStream openChannel(@Nullable String name, int flags) {
        throw JvirtException.noSupport("virDomainOpenChannel");
    }

    /**
     * {@return a connection to a display as a viewer makes it, for a viewer that reaches no port of the host's} ({@code
     * virDomainOpenGraphicsFD}) A remote client gets it over a Unix socket.
     */
    default ByteChannel openGraphics(int index, DomainFlags.OpenGraphics... flags) {
        throw JvirtException.noSupport("virDomainOpenGraphicsFD");
    }

    /** {@return a picture of a screen} ({@code virDomainScreenshot}) */
    default Screenshot screenshot(int screen, int flags) {
        throw JvirtException.noSupport("virDomainScreenshot");
    }

    /** Presses keys together and lets them go after a while ({@code virDomainSendKey}). */
    default void sendKey(KeycodeSet set, int holdMillis, int[] keys, int flags) {
        throw JvirtException.noSupport("virDomainSendKey");
    }

    /** Sends a non-maskable interrupt ({@code virDomainInjectNMI}). */
    default void injectNmi(int flags) {
        throw JvirtException.noSupport("virDomainInjectNMI");
    }

    /** Resizes a running guest's disk; KiB, or bytes with flag 1 ({@code virDomainBlockResize}). */
    default void resizeBlock(String disk, long size, int flags) {
        throw JvirtException.noSupport("virDomainBlockResize");
    }

    /**
     * A picture of a screen.
     *
     * @param mimeType such as {@code image/png}
     * @param data the picture
     */
    record Screenshot(String mimeType, DataStream data) {}
}
