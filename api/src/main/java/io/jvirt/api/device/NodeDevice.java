package io.jvirt.api.device;

import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device of the host ({@code virNodeDevicePtr}). A handle: it names a device, and calls fail with
 * {@link io.jvirt.api.ErrorCode#NO_NODE_DEVICE} when that is gone.
 */
public interface NodeDevice {
    /** {@return the name} ({@code virNodeDeviceGetName}) */
    String name();

    /** {@return the document} ({@code virNodeDeviceGetXMLDesc}) */
    default String xml(NodeDeviceFlags.Xml... flags) {
        throw JvirtException.noSupport("virNodeDeviceGetXMLDesc");
    }

    /** {@return the device that carries it, empty for the host itself} ({@code virNodeDeviceGetParent}) */
    default Optional<String> parent() {
        throw JvirtException.noSupport("virNodeDeviceGetParent");
    }

    /** {@return what it is and can do} ({@code virNodeDeviceListCaps}) */
    default List<String> capabilities() {
        throw JvirtException.noSupport("virNodeDeviceListCaps");
    }

    /**
     * Takes it from the host's driver so that a guest can have it ({@code virNodeDeviceDetachFlags}).
     *
     * @param driver the driver that is to have it instead; null for vfio-pci
     */
    default void detach(@Nullable String driver) {
        throw JvirtException.noSupport("virNodeDeviceDetachFlags");
    }

    /** Gives it back to the host's driver ({@code virNodeDeviceReAttach}). */
    default void reattach() {
        throw JvirtException.noSupport("virNodeDeviceReAttach");
    }

    /** Resets it ({@code virNodeDeviceReset}). */
    default void reset() {
        throw JvirtException.noSupport("virNodeDeviceReset");
    }

    /** Removes a virtual device from the host ({@code virNodeDeviceDestroy}). */
    default void destroy() {
        throw JvirtException.noSupport("virNodeDeviceDestroy");
    }

    /** Makes a defined device ({@code virNodeDeviceCreate}). */
    default void create() {
        throw JvirtException.noSupport("virNodeDeviceCreate");
    }

    /** Removes the stored definition ({@code virNodeDeviceUndefine}). */
    default void undefine() {
        throw JvirtException.noSupport("virNodeDeviceUndefine");
    }

    /** {@return whether it is made when its parent is there} ({@code virNodeDeviceGetAutostart}) */
    default boolean autostart() {
        throw JvirtException.noSupport("virNodeDeviceGetAutostart");
    }

    /** Says whether it is made when its parent is there ({@code virNodeDeviceSetAutostart}). */
    default void setAutostart(boolean autostart) {
        throw JvirtException.noSupport("virNodeDeviceSetAutostart");
    }

    /** {@return whether it has a stored definition} ({@code virNodeDeviceIsPersistent}) */
    default boolean persistent() {
        throw JvirtException.noSupport("virNodeDeviceIsPersistent");
    }

    /** {@return whether it is there} ({@code virNodeDeviceIsActive}) */
    default boolean active() {
        throw JvirtException.noSupport("virNodeDeviceIsActive");
    }

    /** Changes a mediated device's settings ({@code virNodeDeviceUpdate}). */
    default void update(String xml, NodeDeviceFlags.Update... flags) {
        throw JvirtException.noSupport("virNodeDeviceUpdate");
    }
}
