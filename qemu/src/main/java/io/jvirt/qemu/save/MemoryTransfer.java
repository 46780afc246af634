package io.jvirt.qemu.save;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.Descriptor;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.life.MigrationProgress;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Has QEMU write a guest's memory and device state to a descriptor. */
final class MemoryTransfer {
    /** As fast as the target takes it: QEMU's largest value, in bytes a second. */
    private static final long UNLIMITED = 9_223_372_036_853_727_232L;
    private static final int MEGABIT_IN_BYTES = 125_000;
    private static final long LOOK_MILLIS = 200;

    private MemoryTransfer() {}

    /** Writes everything and returns when all is written; the descriptor stays the caller's. */
    static void run(Run run, LongJob job, Descriptor target) {
        QmpClient monitor = run.monitor();
        MigrationProgress progress = run.part(MigrationProgress.class, new MigrationProgress());
        try {
            monitor.execute("migrate-set-capabilities", Map.of("capabilities", List.of(Map.of("capability", "events", "state", true))));
            monitor.execute("migrate-set-parameters", Map.of("max-bandwidth", UNLIMITED));
            monitor.execute("getfd", Map.of("fdname", "migrate"), List.of(target));
            monitor.execute("migrate", Map.of("uri", "fd:migrate"));
            String end = await(monitor, job, progress);
            JsonNode last = monitor.execute("query-migrate");
            look(last, job);
            if (job.abortRequested()) {
                throw new JvirtException(ErrorCode.OPERATION_ABORTED, ErrorDomain.QEMU, "canceled by client");
            }
            if (!end.equals("completed")) {
                throw Errors.failed("job failed: " + last.path("error-desc").asString("unexpectedly failed"));
            }
        } catch (QmpException e) {
            throw e.toJvirt();
        } finally {
            run.removePart(MigrationProgress.class);
        }
    }

    private static String await(QmpClient monitor, LongJob job, MigrationProgress progress) {
        boolean cancelled = false;
        while (true) {
            try {
                return progress.end().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                look(monitor.execute("query-migrate"), job);
                if (job.abortRequested() && !cancelled) {
                    monitor.execute("migrate_cancel");
                    cancelled = true;
                }
            } catch (ExecutionException e) {
                throw Errors.internal("the transfer of memory cannot be followed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Errors.failed("interrupted while memory was written", e);
            }
        }
    }

    private static void look(JsonNode answer, LongJob job) {
        JsonNode ram = answer.path("ram");
        if (ram.isMissingNode()) {
            return;
        }
        job.progress(new LongJob.Progress(
                ram.path("total").asLong(0),
                ram.path("transferred").asLong(0),
                ram.path("remaining").asLong(0),
                ram.path("normal").asLong(0),
                ram.path("duplicate").asLong(0),
                ram.path("normal-bytes").asLong(0),
                ram.path("dirty-sync-count").asLong(0),
                ram.path("page-size").asLong(0),
                answer.has("downtime") ? answer.path("downtime").asLong(0) : -1,
                answer.path("setup-time").asLong(0),
                (long) (ram.path("mbps").asDouble(0) * MEGABIT_IN_BYTES),
                ram.path("dirty-pages-rate").asLong(0),
                ram.path("postcopy-requests").asLong(0)));
    }
}
