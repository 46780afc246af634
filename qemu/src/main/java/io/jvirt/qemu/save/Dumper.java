package io.jvirt.qemu.save;

import io.jvirt.api.DomainEvent;
import io.jvirt.api.DomainFlags.CoreDump;
import io.jvirt.api.DomainState;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.StateReason;
import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.job.LongJob;
import io.jvirt.qemu.life.DumpProgress;
import io.jvirt.qemu.life.Lifecycle;
import io.jvirt.qemu.life.Stopper;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import io.jvirt.qemu.store.Layout;
import io.jvirt.qemu.store.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes guests' memory to files for debuggers; the guests go on afterwards unless told otherwise. */
public final class Dumper {
    private static final System.Logger LOG = System.getLogger(Dumper.class.getName());
    /** O_WRONLY | O_CREAT | O_TRUNC of open(2), on every Linux architecture of Java 25. */
    private static final int CREATE = 1 | 0100 | 01000;

    private static final long LOOK_MILLIS = 200;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Layout layout;
    private final Stopper stopper;

    /** For guests that are ended, if asked to, by {@code stopper}. */
    public Dumper(Layout layout, Stopper stopper) {
        this.layout = layout;
        this.stopper = stopper;
    }

    /** Dumps a guest at a caller's wish. */
    public void dump(Guest guest, Path path, DumpFormat format, CoreDump... flags) {
        boolean memoryOnly = Flag.has(flags, CoreDump.MEMORY_ONLY);
        if (format != DumpFormat.RAW && !memoryOnly) {
            throw Errors.argument("dump format " + format + " needs the memory-only flag");
        }
        if (Flag.has(flags, CoreDump.BYPASS_CACHE)) {
            throw Errors.operationUnsupported("dumping past the host's page cache");
        }
        Path file = path.toAbsolutePath();
        LongJob work = new LongJob(LongJob.Operation.DUMP);
        try (JobLock.Job job = guest.jobs().begin("virDomainCoreDumpWithFormat", work)) {
            Run run = guest.run();
            boolean running = guest.state() == DomainState.RUNNING;
            boolean pause = running && !Flag.has(flags, CoreDump.LIVE);
            boolean done = false;
            RunStatus.Work note = new RunStatus.Work("dump", file, false, running, guest.reason(), true);
            try {
                guest.note(run, notes -> notes.work(note));
                if (pause) {
                    Lifecycle.pause(guest, run, StateReason.PAUSED_DUMP);
                }
                write(run, work, file, memoryOnly ? format : null);
                done = true;
            } finally {
                work.end(done);
                guest.completed(work);
                if (!memoryOnly) {
                    guest.publish(domain -> new DomainEvent.JobCompleted(domain, work.values()));
                }
                if (!done && !run.isReleased()) {
                    AtomicFile.delete(file);
                }
                // A live one too: QEMU stops a guest whose memory it has written as for a migration.
                goOn(guest, run, running, done && Flag.has(flags, CoreDump.CRASH), done && Flag.has(flags, CoreDump.RESET));
            }
        }
    }

    private void goOn(Guest guest, Run run, boolean resume, boolean crash, boolean reset) {
        if (guest.runOrNull() != run || run.isReleased()) {
            return;
        }
        if (crash) {
            stopper.stop(guest, run, Stopper.Ending.PANICKED, false);
            return;
        }
        guest.note(run, notes -> notes.work(null));
        try {
            if (reset) {
                run.monitor().execute("system_reset");
            }
            if ((resume || reset) && guest.state() == DomainState.PAUSED) {
                Lifecycle.unpause(guest, run, StateReason.RUNNING_UNPAUSED);
            }
        } catch (JvirtException | QmpException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays paused after a dump: {1}", guest, e.getMessage());
        }
    }

    /** Writes the file; {@code format} null means all of the guest's state, as a save does, without a header. */
    private static void write(Run run, LongJob work, Path file, @Nullable DumpFormat format) {
        try (Descriptor target = Descriptor.open(file, CREATE, 0600)) {
            if (format == null) {
                MemoryTransfer.run(run, work, target);
            } else {
                memory(run, work, target, format);
            }
        } catch (HostException e) {
            throw Errors.system(String.valueOf(e.getMessage()), e);
        }
    }

    private static void memory(Run run, LongJob work, Descriptor target, DumpFormat format) {
        String name = switch (format) {
            case RAW -> "elf";
            case KDUMP_ZLIB -> "kdump-zlib";
            case KDUMP_LZO -> "kdump-lzo";
            case KDUMP_SNAPPY -> "kdump-snappy";
            case WIN_DMP -> "win-dmp";
            case KDUMP_RAW_ZLIB -> "kdump-raw-zlib";
            case KDUMP_RAW_LZO -> "kdump-raw-lzo";
            case KDUMP_RAW_SNAPPY -> "kdump-raw-snappy";
        };
        QmpClient monitor = run.monitor();
        DumpProgress progress = run.part(DumpProgress.class, new DumpProgress());
        try {
            monitor.execute("getfd", Map.of("fdname", "dump"), List.of(target));
            Map<String, Object> arguments = new HashMap<>(Map.of("paging", false, "protocol", "fd:dump", "detach", true));
            if (format != DumpFormat.RAW) {
                arguments.put("format", name);
            }
            monitor.execute("dump-guest-memory", arguments);
            JsonNode end = await(monitor, work, progress);
            look(end.path("result"), work);
            if (!end.path("result").path("status").asString("").equals("completed")) {
                throw Errors.failed("memory-only dump failed: " + end.path("error").asString("unknown error"));
            }
        } catch (QmpException e) {
            throw e.toJvirt();
        } finally {
            run.removePart(DumpProgress.class);
        }
    }

    private static JsonNode await(QmpClient monitor, LongJob work, DumpProgress progress) {
        while (true) {
            try {
                return progress.end().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                look(monitor.execute("query-dump"), work);
            } catch (ExecutionException e) {
                throw Errors.internal("the dump cannot be followed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JvirtException(ErrorCode.OPERATION_ABORTED, ErrorDomain.QEMU, "interrupted while memory was dumped");
            }
        }
    }

    private static void look(JsonNode answer, LongJob work) {
        long total = answer.path("total").asLong(0);
        long done = answer.path("completed").asLong(0);
        work.progress(LongJob.Progress.of(total, done));
    }

    /** Dumps a guest that crashed, whose document wants that, into the folder for such dumps. */
    public void dumpCrashed(Guest guest, Run run) {
        Path file = layout.dumps().resolve(guest.name() + "-" + STAMP.format(Instant.now()));
        LongJob work = new LongJob(LongJob.Operation.DUMP);
        try (JobLock.Job job = guest.jobs().begin("crash dump", work)) {
            Folders.makePrivate(layout.dumps());
            write(run, work, file, DumpFormat.RAW);
            work.end(true);
        }
    }
}
