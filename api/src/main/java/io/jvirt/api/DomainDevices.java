package io.jvirt.api;

import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/** A guest's devices and who looks at them. A part of {@link Domain}, whose rules hold. */
public interface DomainDevices {
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
