package io.jvirt.api.network;

import io.jvirt.api.JvirtException;
import java.util.List;
import java.util.UUID;

/**
 * The network filters of a connection, and their bindings to guests' interfaces. Reached by
 * {@link io.jvirt.api.Connection#networkFilters()}. Safe for use by many threads at once; calls block. What a driver does
 * not offer fails with {@link io.jvirt.api.ErrorCode#NO_SUPPORT}.
 */
public interface NetworkFilters extends AutoCloseable {
    /** Answers NO_SUPPORT to everything. */
    NetworkFilters NONE = new NetworkFilters() {};

    /** {@return all filters} ({@code virConnectListAllNWFilters}) */
    default List<NetworkFilter> list() {
        throw JvirtException.noSupport("virConnectListAllNWFilters");
    }

    /**
     * {@return the filter of this name} ({@code virNWFilterLookupByName})
     *
     * @throws JvirtException {@link io.jvirt.api.ErrorCode#NO_NWFILTER} when there is none
     */
    default NetworkFilter filter(String name) {
        throw JvirtException.noSupport("virNWFilterLookupByName");
    }

    /** {@return the filter of this identity} ({@code virNWFilterLookupByUUID}) */
    default NetworkFilter filter(UUID uuid) {
        throw JvirtException.noSupport("virNWFilterLookupByUUID");
    }

    /**
     * Stores a filter, new or instead of the one of its name and UUID; where the old one is in force, the new one is when
     * this returns ({@code virNWFilterDefineXML}).
     */
    default NetworkFilter define(String xml, FilterFlags.Define... flags) {
        throw JvirtException.noSupport("virNWFilterDefineXML");
    }

    /** {@return what is in force} ({@code virConnectListAllNWFilterBindings}) */
    default List<FilterBinding> bindings() {
        throw JvirtException.noSupport("virConnectListAllNWFilterBindings");
    }

    /** {@return what is in force on an interface of the host} ({@code virNWFilterBindingLookupByPortDev}) */
    default FilterBinding binding(String portDevice) {
        throw JvirtException.noSupport("virNWFilterBindingLookupByPortDev");
    }

    /** Puts a filter in force on an interface; a driver does this for guests ({@code virNWFilterBindingCreateXML}). */
    default FilterBinding createBinding(String xml, FilterFlags.Define... flags) {
        throw JvirtException.noSupport("virNWFilterBindingCreateXML");
    }

    /** Ends what belongs to the connection; done with it. */
    @Override
    default void close() {}
}
