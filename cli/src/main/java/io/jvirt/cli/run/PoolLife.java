package io.jvirt.cli.run;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.cli.Invocation;
import java.util.ArrayList;
import java.util.List;

/** Commands that start, stop, build and remove storage pools. */
public final class PoolLife {
    private PoolLife() {}

    /** Runs one of the commands. */
    public static void run(String command, Invocation in) {
        switch (command) {
            case "pool-start" -> {
                StorageFlags.CreatePool[] flags = PoolDefinitions.building(in);
                change(in, "start", "started", pool -> pool.start(flags));
            }
            case "pool-build" -> {
                StorageFlags.BuildPool[] flags = overwriting(in);
                change(in, "build", "built", pool -> pool.build(flags));
            }
            case "pool-destroy" -> change(in, "destroy", "destroyed", StoragePool::stop);
            case "pool-delete" -> change(in, "delete", "deleted", StoragePool::delete);
            case "pool-refresh" -> change(in, "refresh", "refreshed", StoragePool::refresh);
            case "pool-undefine" -> change(in, "undefine", "has been undefined", StoragePool::undefine);
            case "pool-autostart" -> autostart(in);
            default -> throw new IllegalArgumentException(command);
        }
    }

    private interface Change {
        void of(StoragePool pool);
    }

    private static void change(Invocation in, String verb, String done, Change change) {
        StoragePool pool = PoolChoice.pool(in);
        in.attempt("Failed to " + verb + " pool " + pool.name());
        change.of(pool);
        in.extra("Pool " + pool.name() + " " + done + "\n");
    }

    private static StorageFlags.BuildPool[] overwriting(Invocation in) {
        in.exclusive("overwrite", "no-overwrite");
        List<StorageFlags.BuildPool> flags = new ArrayList<>();
        if (in.flag("no-overwrite")) {
            flags.add(StorageFlags.BuildPool.NO_OVERWRITE);
        }
        if (in.flag("overwrite")) {
            flags.add(StorageFlags.BuildPool.OVERWRITE);
        }
        return flags.toArray(new StorageFlags.BuildPool[0]);
    }

    private static void autostart(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        boolean on = !in.flag("disable");
        in.attempt("failed to " + (on ? "mark" : "unmark") + " pool " + pool.name() + " as autostarted");
        pool.setAutostart(on);
        in.extra("Pool " + pool.name() + " " + (on ? "marked" : "unmarked") + " as autostarted\n");
    }
}
