package io.jvirt.api.device;

import io.jvirt.api.JvirtException;
import java.util.List;

/**
 * The network interfaces of the host and their configuration. Reached by
 * {@link io.jvirt.api.Connection#hostInterfaces()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface HostInterfaces extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    HostInterfaces NONE = new HostInterfaces() {};

    /** {@return the interfaces that match; no flag means all} ({@code virConnectListAllInterfaces}) */
    default List<HostInterface> list(HostInterfaceFlags.ListAll... flags) {
        throw JvirtException.noSupport("virConnectListAllInterfaces");
    }

    /**
     * {@return the interface of this name} ({@code virInterfaceLookupByName})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_INTERFACE} when there is none
     */
    default HostInterface named(String name) {
        throw JvirtException.noSupport("virInterfaceLookupByName");
    }

    /**
     * {@return the interface with this hardware address} ({@code virInterfaceLookupByMACString})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_INTERFACE} when there is none,
     *     {@link io.jvirt.api.ErrorCode#MULTIPLE_INTERFACES} when there are several
     */
    default HostInterface withMac(String mac) {
        throw JvirtException.noSupport("virInterfaceLookupByMACString");
    }

    /** Configures an interface, without bringing it up ({@code virInterfaceDefineXML}). */
    default HostInterface define(String xml, HostInterfaceFlags.Define... flags) {
        throw JvirtException.noSupport("virInterfaceDefineXML");
    }

    /** Keeps the present configuration, to which {@link #rollback} goes back ({@code virInterfaceChangeBegin}). */
    default void begin() {
        throw JvirtException.noSupport("virInterfaceChangeBegin");
    }

    /** Makes what was changed since {@link #begin} stay ({@code virInterfaceChangeCommit}). */
    default void commit() {
        throw JvirtException.noSupport("virInterfaceChangeCommit");
    }

    /** Goes back to the configuration at {@link #begin} ({@code virInterfaceChangeRollback}). */
    default void rollback() {
        throw JvirtException.noSupport("virInterfaceChangeRollback");
    }

    /** Ends what belongs to the connection; done with it. */
    @Override
    default void close() {}
}
