package io.jvirt.api.device;

import io.jvirt.api.JvirtException;

/**
 * A network interface of the host ({@code virInterfacePtr}). A handle: it names an interface, and calls fail with
 * {@link io.jvirt.api.ErrorCode#NO_INTERFACE} when that is gone.
 */
public interface HostInterface {
    /** {@return the name} ({@code virInterfaceGetName}) */
    String name();

    /** {@return the hardware address, empty when it has none} ({@code virInterfaceGetMACString}) */
    String mac();

    /** {@return the document} ({@code virInterfaceGetXMLDesc}) */
    default String xml(HostInterfaceFlags.Xml... flags) {
        throw JvirtException.noSupport("virInterfaceGetXMLDesc");
    }

    /** {@return whether it is up} ({@code virInterfaceIsActive}) */
    default boolean active() {
        throw JvirtException.noSupport("virInterfaceIsActive");
    }

    /** Brings it up as it is configured ({@code virInterfaceCreate}). */
    default void start() {
        throw JvirtException.noSupport("virInterfaceCreate");
    }

    /** Takes it down ({@code virInterfaceDestroy}). */
    default void destroy() {
        throw JvirtException.noSupport("virInterfaceDestroy");
    }

    /** Removes its configuration ({@code virInterfaceUndefine}). */
    default void undefine() {
        throw JvirtException.noSupport("virInterfaceUndefine");
    }
}
