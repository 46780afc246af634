package io.jvirt.api.network;

import io.jvirt.api.JvirtException;

/**
 * A filter in force on an interface ({@code virNWFilterBindingPtr}). A handle: it names an interface of the host, and calls
 * fail with {@link io.jvirt.api.ErrorCode#NO_NWFILTER_BINDING} when no filter is in force there any more.
 */
public interface FilterBinding {
    /** {@return the interface of the host} ({@code virNWFilterBindingGetPortDev}) */
    String portDevice();

    /** {@return the filter's name} ({@code virNWFilterBindingGetFilterName}) */
    String filterName();

    /** {@return the document} ({@code virNWFilterBindingGetXMLDesc}) */
    default String xml() {
        throw JvirtException.noSupport("virNWFilterBindingGetXMLDesc");
    }

    /** Takes the filter from the interface ({@code virNWFilterBindingDelete}). */
    default void delete() {
        throw JvirtException.noSupport("virNWFilterBindingDelete");
    }
}
