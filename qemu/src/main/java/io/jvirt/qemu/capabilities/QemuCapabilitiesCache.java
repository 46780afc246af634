package io.jvirt.qemu.capabilities;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of the QEMU binaries of this host, each asked once and then remembered in memory and on disk.
 *
 * <p>Nothing is asked before it is wanted. A binary is asked under TCG and, where {@code /dev/kvm} is there, under KVM
 * at the same time; each of the processes is killed when its time is up. Callers that want the same binary share one
 * probe, callers that want different ones do not wait for each other. What is on disk is the QMP session itself, so a
 * new release of this program draws its own conclusions from it; a file that cannot be read is as good as none.
 * Thread-safe.
 */
public final class QemuCapabilitiesCache {
    private static final String HEADER_END = "\n\n";
    /** A working KVM needs milliseconds for the trial guest; a broken one would use up all the time there is. */
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(3);

    private final Path folder;
    private final String program;
    private final Duration limit;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    private record Known(ProbeIdentity identity, CompletableFuture<QemuCapabilities> capabilities) { }

    /** The messages of the sessions with one binary, and why KVM is not among them. */
    private record Sessions(List<String> records, @Nullable String kvmUnusable) { }

    /**
     * @param folder where results are kept; made when the first is written
     * @param program name and version of the asking program, part of a result's identity
     * @param limit the longest time a probing process may live
     */
    public QemuCapabilitiesCache(Path folder, String program, Duration limit) {
        this.folder = folder;
        this.program = program;
        this.limit = limit;
    }

    /**
     * {@return what the binary can do} Blocks while it is asked, at most a little longer than the limit.
     *
     * @throws QmpProbeException when the binary is not there or does not answer
     */
    public QemuCapabilities of(Path binary) {
        ProbeIdentity identity;
        try {
            identity = ProbeIdentity.of(binary, program);
        } catch (IOException e) {
            throw new QmpProbeException("cannot examine QEMU binary " + binary + ": " + e.getMessage(), e);
        }
        CompletableFuture<QemuCapabilities> mine = new CompletableFuture<>();
        Known current = known.compute(binary, (path, old) ->
                old != null && old.identity.equals(identity) && !old.capabilities.isCompletedExceptionally()
                        ? old : new Known(identity, mine));
        if (current.capabilities.equals(mine)) {
            try {
                mine.complete(load(binary, identity).orElseGet(() -> probe(binary, identity)));
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            }
        }
        try {
            return current.capabilities.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof QmpProbeException probe) {
                throw probe;
            }
            throw e;
        }
    }

    /** {@return what several binaries can do, asked at the same time} A binary that does not answer is left out. */
    public Map<Path, QemuCapabilities> ofAll(Collection<Path> binaries) {
        Map<Path, Future<QemuCapabilities>> asked = new LinkedHashMap<>();
        Map<Path, QemuCapabilities> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            binaries.forEach(binary -> asked.put(binary, threads.submit(() -> of(binary))));
        }
        asked.forEach((binary, future) -> {
            if (future.state() == Future.State.SUCCESS) {
                answers.put(binary, future.resultNow());
            }
        });
        return answers;
    }

    private QemuCapabilities probe(Path binary, ProbeIdentity identity) {
        Sessions sessions = askBoth(binary);
        QemuCapabilities capabilities;
        try {
            capabilities = conclude(sessions);
        } catch (IOException e) {
            throw new QmpProbeException("the answers of " + binary + " cannot be understood: " + e.getMessage(), e);
        }
        try {
            store(binary, identity, sessions);
        } catch (IOException e) {
            System.getLogger(QemuCapabilitiesCache.class.getName()).log(System.Logger.Level.WARNING,
                    "capabilities of " + binary + " are not cached in " + folder + " and will be asked again: " + e);
        }
        return capabilities;
    }

    private Sessions askBoth(Path binary) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> tcg = threads.submit(() -> session(binary, Accelerator.TCG));
            String arch = emulates(binary);
            boolean wantsKvm = Files.exists(KvmTrial.DEVICE) && arch.equals(hostArch());
            Future<Optional<String>> trial = threads.submit(() -> !wantsKvm || !arch.equals("x86_64")
                    ? Optional.empty()
                    : KvmTrial.whyUnusable(binary, limit.compareTo(TRIAL_LIMIT) < 0 ? limit : TRIAL_LIMIT));
            Future<String> kvm = threads.submit(() -> wantsKvm ? session(binary, Accelerator.KVM) : "");
            String tcgRecord = result(tcg);
            if (!wantsKvm) {
                return new Sessions(List.of(tcgRecord), null);
            }
            Optional<String> unusable = result(trial);
            if (unusable.isPresent()) {
                return new Sessions(List.of(tcgRecord), unusable.get());
            }
            try {
                return new Sessions(List.of(result(kvm), tcgRecord), null);
            } catch (QmpProbeException e) {
                return new Sessions(List.of(tcgRecord), String.valueOf(e.getMessage()));
            }
        }
    }

    private String session(Path binary, Accelerator accelerator) {
        try (LiveQmp qmp = LiveQmp.start(binary, accelerator, limit)) {
            QmpProbe.probe(qmp, null, null);
            StringBuilder record = new StringBuilder();
            qmp.writeRecord(record);
            return record.toString();
        } catch (IOException e) {
            throw new QmpProbeException("the record of " + binary + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QmpProbeException("interrupted while a QEMU binary was asked", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QmpProbeException probe) {
                throw probe;
            }
            throw new QmpProbeException("a QEMU binary could not be asked: " + e.getCause(), e.getCause());
        }
    }

    private static QemuCapabilities conclude(Sessions sessions) throws IOException {
        String all = String.join("", sessions.records);
        List<RecordedQmp> read = RecordedQmp.read(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)));
        return QmpProbe.probe(read.getFirst(), read.size() > 1 ? read.get(1) : null, sessions.kvmUnusable);
    }

    private Optional<QemuCapabilities> load(Path binary, ProbeIdentity identity) {
        Path file = folder.resolve(ProbeIdentity.fileNameFor(binary));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf(HEADER_END);
            int second = text.indexOf(HEADER_END, end + 1);
            if (end < 0 || second < 0 || !text.substring(0, end).equals(identity.text())) {
                return Optional.empty();
            }
            String reason = text.substring(end + HEADER_END.length(), second);
            String kvmUnusable = reason.equals("-") ? null : reason;
            return Optional.of(conclude(new Sessions(List.of(text.substring(second)), kvmUnusable)));
        } catch (IOException | RuntimeException e) {
            // A damaged file is no reason to fail: the binary is asked again and the file replaced.
            System.getLogger(QemuCapabilitiesCache.class.getName()).log(System.Logger.Level.INFO,
                    "cached capabilities in " + file + " are not readable, asking " + binary + " again: " + e);
            return Optional.empty();
        }
    }

    private void store(Path binary, ProbeIdentity identity, Sessions sessions) throws IOException {
        Files.createDirectories(folder);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            String reason = sessions.kvmUnusable == null ? "-" : sessions.kvmUnusable.replaceAll("\\s+", " ");
            out.write((identity.text() + HEADER_END + reason + HEADER_END + String.join("", sessions.records))
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path temporary = Files.createTempFile(folder, "probe", ".tmp");
        try {
            Files.write(temporary, bytes.toByteArray());
            Files.move(temporary, folder.resolve(ProbeIdentity.fileNameFor(binary)),
                    StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String emulates(Path binary) {
        String name = String.valueOf(binary.getFileName());
        return name.startsWith("qemu-system-") ? name.substring("qemu-system-".length())
                : name.equals("qemu-kvm") || name.equals("kvm") ? hostArch() : "";
    }

    private static String hostArch() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("amd64") ? "x86_64" : arch;
    }
}
