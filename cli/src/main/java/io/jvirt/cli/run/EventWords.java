package io.jvirt.cli.run;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What virsh says of an event: the names of the kinds and the line after {@code for domain 'NAME'}. */
final class EventWords {
    private static final String[][] LIFECYCLE = {
        {"Defined", "Added", "Updated", "Renamed", "Snapshot"},
        {"Undefined", "Removed", "Renamed"},
        {"Started", "Booted", "Migrated", "Restored", "Snapshot", "Event wakeup"},
        {
            "Suspended", "Paused", "Migrated", "I/O Error", "Watchdog", "Restored", "Snapshot", "API error", "Post-copy",
            "Post-copy Error"
        },
        {"Resumed", "Unpaused", "Migrated", "Snapshot", "Post-copy", "Post-copy Error"},
        {"Stopped", "Shutdown", "Destroyed", "Crashed", "Migrated", "Saved", "Failed", "Snapshot"},
        {"Shutdown", "Finished", "Finished after guest request", "Finished after host request"},
        {"PMSuspended", "Memory", "Disk"},
        {"Crashed", "Panicked", "Crashloaded"},
    };
    private static final String[] WATCHDOG = {
        "none", "pause", "reset", "poweroff", "shutdown", "debug", "inject-nmi"
    };
    private static final String[] IO_ERROR = {"none", "pause", "report"};
    private static final String[] GRAPHICS_PHASE = {"connect", "initialize", "disconnect"};
    private static final String[] GRAPHICS_FAMILY = {"IPv4", "IPv6", "unix"};
    private static final String[] BLOCK_JOB = {
        "Unknown job", "Block Pull", "Block Copy", "Block Commit", "Active Block Commit", "Backup"
    };
    private static final String[] BLOCK_JOB_STATUS = {"completed", "failed", "canceled", "ready"};
    private static final String[] DISK_CHANGE = {"changed", "dropped"};
    private static final String[] TRAY_CHANGE = {"opened", "closed"};
    private static final String[] AGENT_STATE = {"unknown", "connected", "disconnected"};
    private static final String[] AGENT_REASON = {"unknown", "domain started", "channel event"};
    private static final String[] METADATA = {"description", "title", "element"};
    private static final String[] MEMORY_RECIPIENT = {"hypervisor", "guest"};
    private static final String[] MEMORY_ACTION = {"ignore", "inject", "fatal", "reset"};

    private EventWords() {}

    /** {@return the name of a kind} */
    static String name(DomainEvent.Kind kind) {
        return switch (kind) {
            case LIFECYCLE -> "lifecycle";
            case REBOOT -> "reboot";
            case RTC_CHANGE -> "rtc-change";
            case WATCHDOG -> "watchdog";
            case IO_ERROR -> "io-error";
            case GRAPHICS -> "graphics";
            case IO_ERROR_REASON -> "io-error-reason";
            case CONTROL_ERROR -> "control-error";
            case BLOCK_JOB -> "block-job";
            case DISK_CHANGE -> "disk-change";
            case TRAY_CHANGE -> "tray-change";
            case PMWAKEUP -> "pm-wakeup";
            case PMSUSPEND -> "pm-suspend";
            case BALLOON_CHANGE -> "balloon-change";
            case PMSUSPEND_DISK -> "pm-suspend-disk";
            case DEVICE_REMOVED -> "device-removed";
            case BLOCK_JOB_2 -> "block-job-2";
            case TUNABLE -> "tunable";
            case AGENT_LIFECYCLE -> "agent-lifecycle";
            case DEVICE_ADDED -> "device-added";
            case MIGRATION_ITERATION -> "migration-iteration";
            case JOB_COMPLETED -> "job-completed";
            case DEVICE_REMOVAL_FAILED -> "device-removal-failed";
            case METADATA_CHANGE -> "metadata-change";
            case BLOCK_THRESHOLD -> "block-threshold";
            case MEMORY_FAILURE -> "memory-failure";
            case MEMORY_DEVICE_SIZE_CHANGE -> "memory-device-size-change";
            case NIC_MAC_CHANGE -> "nic-mac-change";
        };
    }

    /** {@return the event as lines, with a line break at the end} */
    static String text(DomainEvent event) {
        return "event '" + name(event.kind()) + "' for domain '" + event.domain().name() + "'" + details(event) + "\n";
    }

    private static String details(DomainEvent event) {
        return switch (event) {
            case DomainEvent.Lifecycle(var _, int change, int detail) -> ": " + lifecycle(change, detail);
            case DomainEvent.Reboot _, DomainEvent.ControlError _ -> "";
            case DomainEvent.PmWakeup _, DomainEvent.PmSuspend _, DomainEvent.PmSuspendDisk _ -> "";
            case DomainEvent.RtcChange(var _, long offset) -> ": " + offset;
            case DomainEvent.Watchdog(var _, int action) -> ": " + word(WATCHDOG, action);
            case DomainEvent.IoError(var _, String path, String alias, int action) ->
                ": " + path + " (" + alias + ") " + word(IO_ERROR, action);
            case DomainEvent.IoErrorReason(var _, String path, String alias, int action, String cause) ->
                ": " + path + " (" + alias + ") " + word(IO_ERROR, action) + " due to " + cause;
            case DomainEvent.Graphics graphics -> graphics(graphics);
            case DomainEvent.BlockJob(var _, String path, int type, int status) -> blockJob(path, type, status);
            case DomainEvent.BlockJob2(var _, String disk, int type, int status) -> blockJob(disk, type, status);
            case DomainEvent.DiskChange(var _, String before, String after, String alias, int reason) ->
                " disk " + alias + ": " + nullable(before) + " -> " + nullable(after) + ": " + word(DISK_CHANGE, reason);
            case DomainEvent.TrayChange(var _, String alias, int reason) ->
                " disk " + alias + ": " + word(TRAY_CHANGE, reason);
            case DomainEvent.BalloonChange(var _, long kib) -> ": " + Long.toUnsignedString(kib) + "KiB";
            case DomainEvent.DeviceRemoved(var _, String alias) -> ": " + alias;
            case DomainEvent.DeviceAdded(var _, String alias) -> ": " + alias;
            case DomainEvent.DeviceRemovalFailed(var _, String alias) -> ": " + alias;
            case DomainEvent.Tunable(var _, TypedParameters values) -> values(values);
            case DomainEvent.JobCompleted(var _, TypedParameters values) -> values(values);
            case DomainEvent.AgentLifecycle(var _, int state, int reason) ->
                ": state: '" + word(AGENT_STATE, state) + "' reason: '" + word(AGENT_REASON, reason) + "'";
            case DomainEvent.MigrationIteration(var _, int iteration) -> ": iteration: '" + iteration + "'";
            case DomainEvent.MetadataChange(var _, int type, String namespace) ->
                ": type " + word(METADATA, type) + ", uri " + nullable(namespace);
            case DomainEvent.BlockThreshold(var _, String device, String path, long threshold, long excess) ->
                ": dev: " + device + "(" + nullable(path) + ") " + Long.toUnsignedString(threshold) + " "
                        + Long.toUnsignedString(excess);
            case DomainEvent.MemoryFailure(var _, int recipient, int action, int flags) ->
                ":\nrecipient: " + word(MEMORY_RECIPIENT, recipient) + "\naction: " + word(MEMORY_ACTION, action)
                        + "\nflags:\n\taction required: " + (flags & 1) + "\n\trecursive: " + (flags >> 1 & 1);
            case DomainEvent.MemoryDeviceSizeChange(var _, String alias, long bytes) ->
                ":\nalias: " + alias + "\nsize: " + Long.toUnsignedString(bytes);
            case DomainEvent.NicMacChange(var _, String alias, String before, String after) ->
                ": alias: '" + alias + "', old MAC: '" + before + "', new MAC: '" + after + "'";
        };
    }

    private static String lifecycle(int change, int detail) {
        if (change < 0 || change >= LIFECYCLE.length) {
            return "unknown unknown";
        }
        String[] words = LIFECYCLE[change];
        return words[0] + " " + (detail >= 0 && detail + 1 < words.length ? words[detail + 1] : "unknown");
    }

    private static String graphics(DomainEvent.Graphics event) {
        StringBuilder text = new StringBuilder(": ").append(word(GRAPHICS_PHASE, event.phase()));
        text.append(" local[").append(address(event.local()));
        text.append("] remote[").append(address(event.remote())).append("] ").append(event.authScheme());
        for (DomainEvent.GraphicsIdentity identity : event.subject()) {
            text.append("\n\t").append(identity.type()).append('=').append(identity.name());
        }
        return text.toString();
    }

    private static String address(DomainEvent.GraphicsAddress address) {
        return word(GRAPHICS_FAMILY, address.family()) + " " + address.node() + " " + address.service();
    }

    private static String blockJob(String disk, int type, int status) {
        return ": " + word(BLOCK_JOB, type) + " for " + disk + " " + word(BLOCK_JOB_STATUS, status);
    }

    private static String values(TypedParameters values) {
        StringBuilder text = new StringBuilder(":");
        for (Map.Entry<String, TypedValue> value : values.values().entrySet()) {
            text.append("\n\t").append(value.getKey()).append(": ").append(value.getValue().text());
        }
        return text.toString();
    }

    private static String nullable(@Nullable String text) {
        return text == null ? "<null>" : text;
    }

    private static String word(String[] words, int number) {
        return number >= 0 && number < words.length ? words[number] : "unknown";
    }
}
