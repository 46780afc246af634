package io.jvirt.rpc.server;

import org.jspecify.annotations.Nullable;

/** What the two sides may have in common; the number is the ordinal plus one. */
enum Feature {
    MIGRATION_V1,
    /** Never true on the wire: it says that a connection goes through a daemon. */
    REMOTE,
    MIGRATION_V2,
    MIGRATION_P2P,
    MIGRATION_DIRECT,
    MIGRATION_V3,
    MIGRATE_CHANGE_PROTECTION,
    FD_PASSING,
    TYPED_PARAM_STRING,
    PROGRAM_KEEPALIVE,
    XML_MIGRATABLE,
    MIGRATION_OFFLINE,
    MIGRATION_PARAMS,
    REMOTE_EVENT_CALLBACK,
    REMOTE_CLOSE_CALLBACK,
    NETWORK_UPDATE_CORRECT_ORDER;

    private static final Feature[] BY_NUMBER = values();

    /** {@return the feature, null for one that we have not heard of} */
    static @Nullable Feature of(int number) {
        return number >= 1 && number <= BY_NUMBER.length ? BY_NUMBER[number - 1] : null;
    }
}
