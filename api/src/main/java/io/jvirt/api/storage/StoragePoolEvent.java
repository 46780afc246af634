package io.jvirt.api.storage;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;

/** Something that happened to a pool; each kind has libvirt's event id. */
public sealed interface StoragePoolEvent {
    /** {@return the pool} */
    StoragePool pool();

    /** {@return the kind, for registration} */
    Kind kind();

    /** The kinds of events ({@code virStoragePoolEventID}; the ordinal is the number). */
    enum Kind {
        LIFECYCLE,
        REFRESH;

        /**
         * {@return the kind with this number}
         *
         * @throws JvirtException {@link io.jvirt.api.ErrorCode#INVALID_ARG} for an unknown one
         */
        public static Kind of(int number) {
            if (number < 0 || number >= values().length) {
                throw JvirtException.invalidArgument(
                        ErrorDomain.STORAGE,
                        "eventID in virConnectStoragePoolEventRegisterAny must be less than " + values().length);
            }
            return values()[number];
        }
    }

    /** What a pool went through ({@code virStoragePoolEventLifecycleType}; the ordinal is the number). */
    enum Change {
        DEFINED,
        UNDEFINED,
        STARTED,
        STOPPED,
        CREATED,
        DELETED
    }

    /** It was defined, started, stopped ... */
    record Lifecycle(StoragePool pool, Change change) implements StoragePoolEvent {
        @Override
        public Kind kind() {
            return Kind.LIFECYCLE;
        }
    }

    /** Somebody looked which volumes it has. */
    record Refresh(StoragePool pool) implements StoragePoolEvent {
        @Override
        public Kind kind() {
            return Kind.REFRESH;
        }
    }
}
