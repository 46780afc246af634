package io.jvirt.qemu.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks after the logs of all running guests: one thread, one look at each file's size every few seconds. */
public final class LogKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogKeeper.class.getName());

    private final Map<Path, LogRollover> logs = new ConcurrentHashMap<>();
    private final Thread thread;

    /** Starts looking every {@code interval}. */
    public LogKeeper(Duration interval) {
        thread = Thread.ofVirtual().name("jvirt-log-keeper").start(() -> run(interval));
    }

    /** Looks after a log from now on; closing what is returned ends it. */
    public AutoCloseable keep(Path log, LogRollover rollover) {
        logs.put(log, rollover);
        return () -> logs.remove(log);
    }

    private void run(Duration interval) {
        while (true) {
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                return;
            }
            logs.forEach((log, rollover) -> {
                try {
                    rollover.check(log);
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "Log '" + log + "' is left as it is: " + e.getMessage());
                }
            });
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
