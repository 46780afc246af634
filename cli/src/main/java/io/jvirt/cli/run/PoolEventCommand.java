package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The command {@code pool-event}. */
public final class PoolEventCommand {
    private PoolEventCommand() {}

    /** Prints events, or the kinds there are. */
    public static void run(Invocation in) {
        if (in.flag("list")) {
            for (StoragePoolEvent.Kind kind : StoragePoolEvent.Kind.values()) {
                in.print(name(kind) + "\n");
            }
            return;
        }
        String wanted = in.text("event");
        if (wanted == null) {
            throw new Failure("either --list or --event <type> is required");
        }
        StoragePoolEvent.Kind kind = find(wanted);
        if (kind == null) {
            throw new Failure("unknown event type " + wanted);
        }
        Connection connection = in.connection();
        StoragePool pool = PoolChoice.optional(in, "pool");
        try (EventLoop loop = new EventLoop(in)) {
            loop.add(connection.storagePools().onEvent(kind, pool, event -> loop.event(text(event))));
            loop.run(connection);
        }
    }

    private static String name(StoragePoolEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static StoragePoolEvent.@Nullable Kind find(String wanted) {
        for (StoragePoolEvent.Kind kind : StoragePoolEvent.Kind.values()) {
            if (name(kind).equals(wanted)) {
                return kind;
            }
        }
        return null;
    }

    private static String text(StoragePoolEvent event) {
        String begin = "event '" + name(event.kind()) + "' for storage pool " + event.pool().name();
        return switch (event) {
            case StoragePoolEvent.Lifecycle(StoragePool _, StoragePoolEvent.Change change) -> begin + ": " + word(change) + "\n";
            case StoragePoolEvent.Refresh _ -> begin + "\n";
        };
    }

    private static String word(StoragePoolEvent.Change change) {
        return switch (change) {
            case DEFINED -> "Defined";
            case UNDEFINED -> "Undefined";
            case STARTED -> "Started";
            case STOPPED -> "Stopped";
            case CREATED -> "Created";
            case DELETED -> "Deleted";
        };
    }
}
