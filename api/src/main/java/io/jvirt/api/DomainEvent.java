package io.jvirt.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to a guest; each kind has libvirt's event id. */
public sealed interface DomainEvent {
    /** {@return the guest} */
    Domain domain();

    /** {@return the kind, for registration} */
    Kind kind();

    /** The kinds of events ({@code virDomainEventID}); the ordinal is the number. */
    enum Kind {
        LIFECYCLE,
        REBOOT,
        RTC_CHANGE,
        WATCHDOG,
        IO_ERROR,
        GRAPHICS,
        IO_ERROR_REASON,
        CONTROL_ERROR,
        BLOCK_JOB,
        DISK_CHANGE,
        TRAY_CHANGE,
        PMWAKEUP,
        PMSUSPEND,
        BALLOON_CHANGE,
        PMSUSPEND_DISK,
        DEVICE_REMOVED,
        BLOCK_JOB_2,
        TUNABLE,
        AGENT_LIFECYCLE,
        DEVICE_ADDED,
        MIGRATION_ITERATION,
        JOB_COMPLETED,
        DEVICE_REMOVAL_FAILED,
        METADATA_CHANGE,
        BLOCK_THRESHOLD,
        MEMORY_FAILURE,
        MEMORY_DEVICE_SIZE_CHANGE,
        NIC_MAC_CHANGE;

        private static final Kind[] BY_NUMBER = values();

        /** {@return the kind with this number}
         *
         * @throws JvirtException {@link ErrorCode#INVALID_ARG} for an unknown one
         */
        public static Kind of(int number) {
            if (number < 0 || number >= BY_NUMBER.length) {
                throw JvirtException.invalidArgument(ErrorDomain.DOM, "eventID in virConnectDomainEventRegisterAny must be less than " + BY_NUMBER.length);
            }
            return BY_NUMBER[number];
        }
    }

    /**
     * One end of a display connection.
     *
     * @param family 0 IPv4, 1 IPv6, 2 unix
     * @param node address or path
     * @param service port
     */
    record GraphicsAddress(int family, String node, String service) {}

    /**
     * What is known of a display's user.
     *
     * @param type such as {@code x509dname}
     * @param name the value
     */
    record GraphicsIdentity(String type, String name) {}

    /** It was defined, started, stopped ...; the numbers are {@code virDomainEventType} and its detail. */
    record Lifecycle(Domain domain, int event, int detail) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.LIFECYCLE;
        }
    }

    /** It rebooted. */
    record Reboot(Domain domain) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.REBOOT;
        }
    }

    /** Its real-time clock was set; the offset to UTC in seconds. */
    record RtcChange(Domain domain, long utcOffset) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.RTC_CHANGE;
        }
    }

    /** Its watchdog fired: 0 none, 1 pause, 2 reset, 3 poweroff, 4 shutdown, 5 debug, 6 inject-nmi. */
    record Watchdog(Domain domain, int action) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.WATCHDOG;
        }
    }

    /** A disk failed: action 0 none, 1 pause, 2 report. */
    record IoError(Domain domain, String sourcePath, String deviceAlias, int action) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.IO_ERROR;
        }
    }

    /** Somebody came to (0), was admitted to (1) or left (2) the display. */
    record Graphics(Domain domain, int phase, GraphicsAddress local, GraphicsAddress remote, String authScheme, List<GraphicsIdentity> subject) implements DomainEvent {
        /** Keeps a copy. */
        public Graphics {
            subject = List.copyOf(subject);
        }

        @Override
        public Kind kind() {
            return Kind.GRAPHICS;
        }
    }

    /** As {@link IoError}, with the cause, such as {@code enospc}. */
    record IoErrorReason(Domain domain, String sourcePath, String deviceAlias, int action, String cause) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.IO_ERROR_REASON;
        }
    }

    /** The monitor was lost. */
    record ControlError(Domain domain) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.CONTROL_ERROR;
        }
    }

    /** A block job ended; the disk by its source. */
    record BlockJob(Domain domain, String path, int type, int status) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.BLOCK_JOB;
        }
    }

    /** A medium was changed. */
    record DiskChange(Domain domain, @Nullable String oldSource, @Nullable String newSource, String deviceAlias, int reason) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.DISK_CHANGE;
        }
    }

    /** A tray was opened (0) or closed (1) by the guest. */
    record TrayChange(Domain domain, String deviceAlias, int reason) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.TRAY_CHANGE;
        }
    }

    /** It woke up. */
    record PmWakeup(Domain domain, int reason) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.PMWAKEUP;
        }
    }

    /** It went to sleep (memory). */
    record PmSuspend(Domain domain, int reason) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.PMSUSPEND;
        }
    }

    /** The memory it uses changed. */
    record BalloonChange(Domain domain, long actualKib) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.BALLOON_CHANGE;
        }
    }

    /** It went to sleep (disk). */
    record PmSuspendDisk(Domain domain, int reason) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.PMSUSPEND_DISK;
        }
    }

    /** A device is gone. */
    record DeviceRemoved(Domain domain, String deviceAlias) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.DEVICE_REMOVED;
        }
    }

    /** A block job ended; the disk by its target. */
    record BlockJob2(Domain domain, String disk, int type, int status) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.BLOCK_JOB_2;
        }
    }

    /** A tunable changed. */
    record Tunable(Domain domain, TypedParameters values) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.TUNABLE;
        }
    }

    /** The guest agent connected (1) or disconnected (2). */
    record AgentLifecycle(Domain domain, int state, int reason) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.AGENT_LIFECYCLE;
        }
    }

    /** A device was added. */
    record DeviceAdded(Domain domain, String deviceAlias) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.DEVICE_ADDED;
        }
    }

    /** Memory is sent once more. */
    record MigrationIteration(Domain domain, int iteration) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.MIGRATION_ITERATION;
        }
    }

    /** A job ended. */
    record JobCompleted(Domain domain, TypedParameters values) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.JOB_COMPLETED;
        }
    }

    /** The guest kept a device. */
    record DeviceRemovalFailed(Domain domain, String deviceAlias) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.DEVICE_REMOVAL_FAILED;
        }
    }

    /** Its metadata changed. */
    record MetadataChange(Domain domain, int type, @Nullable String namespace) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.METADATA_CHANGE;
        }
    }

    /** A disk grew past a threshold, in bytes. */
    record BlockThreshold(Domain domain, String device, @Nullable String path, long threshold, long excess) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.BLOCK_THRESHOLD;
        }
    }

    /** A memory error was met. */
    record MemoryFailure(Domain domain, int recipient, int action, int flags) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.MEMORY_FAILURE;
        }
    }

    /** A memory device changed its size. */
    record MemoryDeviceSizeChange(Domain domain, String alias, long sizeKib) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.MEMORY_DEVICE_SIZE_CHANGE;
        }
    }

    /** The guest changed a MAC address. */
    record NicMacChange(Domain domain, String alias, String oldMac, String newMac) implements DomainEvent {
        @Override
        public Kind kind() {
            return Kind.NIC_MAC_CHANGE;
        }
    }

    /** What a {@link Lifecycle} event tells: libvirt's event and detail numbers ({@code virDomainEventType} ...). */
    enum Change {
        DEFINED_ADDED(0, 0), DEFINED_UPDATED(0, 1), DEFINED_RENAMED(0, 2), DEFINED_FROM_SNAPSHOT(0, 3),
        UNDEFINED_REMOVED(1, 0), UNDEFINED_RENAMED(1, 1),
        STARTED_BOOTED(2, 0), STARTED_MIGRATED(2, 1), STARTED_RESTORED(2, 2), STARTED_FROM_SNAPSHOT(2, 3), STARTED_WAKEUP(2, 4),
        SUSPENDED_PAUSED(3, 0), SUSPENDED_MIGRATED(3, 1), SUSPENDED_IOERROR(3, 2), SUSPENDED_WATCHDOG(3, 3),
        SUSPENDED_RESTORED(3, 4), SUSPENDED_FROM_SNAPSHOT(3, 5), SUSPENDED_API_ERROR(3, 6), SUSPENDED_POSTCOPY(3, 7),
        SUSPENDED_POSTCOPY_FAILED(3, 8),
        RESUMED_UNPAUSED(4, 0), RESUMED_MIGRATED(4, 1), RESUMED_FROM_SNAPSHOT(4, 2), RESUMED_POSTCOPY(4, 3), RESUMED_POSTCOPY_FAILED(4, 4),
        STOPPED_SHUTDOWN(5, 0), STOPPED_DESTROYED(5, 1), STOPPED_CRASHED(5, 2), STOPPED_MIGRATED(5, 3), STOPPED_SAVED(5, 4),
        STOPPED_FAILED(5, 5), STOPPED_FROM_SNAPSHOT(5, 6),
        SHUTDOWN_FINISHED(6, 0), SHUTDOWN_GUEST(6, 1), SHUTDOWN_HOST(6, 2),
        PMSUSPENDED_MEMORY(7, 0), PMSUSPENDED_DISK(7, 1),
        CRASHED_PANICKED(8, 0), CRASHED_CRASHLOADED(8, 1);

        private final int event;
        private final int detail;

        Change(int event, int detail) {
            this.event = event;
            this.detail = detail;
        }

        /** {@return the event for this guest} */
        public Lifecycle of(Domain domain) {
            return new Lifecycle(domain, event, detail);
        }
    }
}
