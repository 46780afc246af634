package io.jvirt.api.network;

import io.jvirt.api.JvirtException;
import java.util.UUID;

/**
 * A network filter ({@code virNWFilterPtr}). A handle: it names a filter, and calls fail with
 * {@link io.jvirt.api.ErrorCode#NO_NWFILTER} when that is gone.
 */
public interface NetworkFilter {
    /** {@return the name} ({@code virNWFilterGetName}) */
    String name();

    /** {@return the identity} ({@code virNWFilterGetUUID}) */
    UUID uuid();

    /** {@return the document} ({@code virNWFilterGetXMLDesc}) */
    default String xml() {
        throw JvirtException.noSupport("virNWFilterGetXMLDesc");
    }

    /** Removes it; fails while a filter or a binding refers to it ({@code virNWFilterUndefine}). */
    default void undefine() {
        throw JvirtException.noSupport("virNWFilterUndefine");
    }
}
