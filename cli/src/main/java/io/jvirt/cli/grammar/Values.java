package io.jvirt.cli.grammar;

/** What completion can offer for an option's value. */
public enum Values {
    /** Nothing known. */
    NONE,
    /** Files of this host. */
    FILE,
    /** All guests' names. */
    DOMAIN,
    /** Names of guests that run. */
    ACTIVE_DOMAIN,
    /** Names of guests that are off. */
    INACTIVE_DOMAIN,
    /** Names of guests with a stored definition. */
    PERSISTENT_DOMAIN,
    /** Names of guests that have a managed save image. */
    SAVED_DOMAIN,
    /** Targets of the guest's disks. */
    DISK,
    /** Interfaces of the guest, by target and MAC. */
    INTERFACE,
    /** Ways to shut down. */
    SHUTDOWN_MODE,
    /** Names of domain events. */
    EVENT,
    /** Formats of a core dump. */
    DUMP_FORMAT,
    /** Where addresses and host names come from. */
    ADDRESS_SOURCE,
    /** Kinds of sleep. */
    SLEEP,
    /** Keycode sets. */
    CODESET,
    /** Names of Linux keys. */
    KEY,
    /** What starts a lifecycle action. */
    LIFECYCLE_TYPE,
    /** Lifecycle actions. */
    LIFECYCLE_ACTION,
    /** Consoles of the guest, by alias. */
    CONSOLE,
    /** Formats of results. */
    OUTPUT_FORMAT,
    /** Kinds of displays. */
    GRAPHICS,
    /** Names of storage pools. */
    POOL,
    /** Names of the volumes of all storage pools. */
    VOLUME,
    /** Commands and groups. */
    COMMAND
}
