package io.jvirt.acceptance.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A user of its own, so to say: folders, sockets and a session daemon that nobody else sees, and the clients to use them
 * with. Closing ends every process that it led to, guests included, and removes the folders.
 */
public final class Lab implements AutoCloseable {
    /** How long anything may take before it counts as hanging; the machine may be busy and guests are emulated. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    /** Debian's own, for which Debian's packages are. */
    public static final String PYTHON = "/usr/bin/python3";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    private Lab(Path folder) {
        this.folder = folder;
        for (String[] variable : new String[][] {
            {"HOME", "home"}, {"XDG_RUNTIME_DIR", "run"}, {"XDG_CONFIG_HOME", "config"}, {"XDG_CACHE_HOME", "cache"},
            {"XDG_DATA_HOME", "data"}, {"XDG_STATE_HOME", "state"}
        }) {
            environment.put(variable[0], folder.resolve(variable[1]).toString());
        }
        // Its own mark, by which its processes are found whoever their parent is by now.
        environment.put("JVIRT_LAB", folder.toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    /** {@return a new lab; the test is skipped where guests cannot run} */
    public static Lab open() {
        Assumptions.assumeTrue(
                found("qemu-system-x86_64"), "qemu-system-x86_64 is not installed (apt-get install qemu-system-x86)");
        if (!Files.exists(ROOT.resolve("target/dist/launch.env"))) {
            throw new IllegalStateException("The run-time is not built: run tools/build first");
        }
        try {
            // A socket's path has 107 bytes, so not below the long folder of a test.
            Path folder = Files.createTempDirectory(
                    Path.of("/tmp"), "jv", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectories(folder.resolve("run"));
            Files.createDirectories(folder.resolve("home"));
            Lab lab = new Lab(folder);
            lab.shareCapabilities();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Probing QEMU takes seconds, and its answer is the same for every lab. */
    private void shareCapabilities() throws IOException {
        Path shared = Path.of("target/capabilities").toAbsolutePath();
        Files.createDirectories(shared);
        Path cache = folder.resolve("cache/jvirt/qemu");
        Files.createDirectories(cache);
        Files.createSymbolicLink(cache.resolve("capabilities"), shared);
    }

    /** Skips the test when a program that it needs is missing. */
    public static void require(String program, String packageName) {
        Assumptions.assumeTrue(found(program), program + " is not installed (apt-get install " + packageName + ")");
    }

    private static boolean found(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    /** {@return the lab's own folder} */
    public Path folder() {
        return folder;
    }

    /** {@return where the session daemon listens} */
    public Path socket() {
        return folder.resolve("run/jvirt/jvirt-sock");
    }

    /** {@return the URI for virsh and python} */
    public String uri() {
        return "qemu+unix:///session?socket=" + socket();
    }

    /** {@return a script or program of the project's root} */
    public static String project(String name) {
        return ROOT.resolve(name).toString();
    }

    /** {@return a daemon that listens; 0 as --timeout keeps it until it is told to end} */
    public Daemon startDaemon(String... options) {
        Daemon daemon = launchDaemon(options);
        daemon.awaitReady(socket());
        return daemon;
    }

    /** {@return a daemon that is perhaps not ready yet, or about to fail} */
    public Daemon launchDaemon(String... options) {
        List<String> command = new ArrayList<>(List.of(
                // Where the tests run under nohup, SIGHUP would stay ignored.
                "env", "--default-signal=HUP", project("jvirtd"), "--session", "--timeout", "0", "--verbose"));
        command.addAll(List.of(options));
        Path log = folder.resolve("jvirtd-" + started.size() + ".log");
        return new Daemon(start(command, log), log);
    }

    /** {@return the process of a command whose output goes to a file} */
    public Process start(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile()).environment().putAll(environment);
        try {
            Process process = builder.start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of a command. */
    public record Result(int status, String output, String error) {
        /** {@return standard output, of a command that has to succeed} */
        public String orFail() {
            if (status != 0) {
                throw new AssertionError("ended with " + status + "\n" + output + error);
            }
            return output;
        }
    }

    /** {@return virsh's answer over the lab's socket} */
    public Result virsh(String... words) {
        List<String> command = new ArrayList<>(List.of("virsh", "-c", uri()));
        command.addAll(List.of(words));
        return run(command);
    }

    /** {@return what our own command line answers, in the lab's session} */
    public Result jvirt(String... words) {
        List<String> command = new ArrayList<>(List.of(project("jvirt"), "-c", "qemu:///session"));
        command.addAll(List.of(words));
        return run(command);
    }

    /** {@return the end of a Python program; its first argument is the lab's URI} */
    public Result python(String program) {
        return run(List.of(PYTHON, "-c", program, uri()));
    }

    /** {@return how a command ended in the lab's environment} */
    public Result run(List<String> command) {
        try {
            Path output = Files.createTempFile(folder, "out", "");
            Path error = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectOutput(output.toFile()).redirectError(error.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile()).environment().putAll(environment);
            Process process = builder.start();
            started.add(process);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + LIMIT + ": "
                        + Files.readString(output, StandardCharsets.ISO_8859_1)
                        + Files.readString(error, StandardCharsets.ISO_8859_1));
            }
            Result result = new Result(process.exitValue(), Files.readString(output), Files.readString(error));
            Files.delete(output);
            Files.delete(error);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return a file in the lab with this text} */
    public Path file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the document of a guest that does nothing, and so costs little} */
    public Path idleGuest(String name) {
        return file(name + ".xml", """
                <domain type='qemu'>
                  <name>%s</name>
                  <memory unit='MiB'>32</memory>
                  <vcpu>1</vcpu>
                  <os><type arch='x86_64' machine='pc'>hvm</type></os>
                  <features><acpi/></features>
                  <devices><serial type='pty'/></devices>
                </domain>
                """.formatted(name));
    }

    /** {@return the QEMU processes of this lab} */
    public List<ProcessHandle> guests() {
        return processes().stream()
                .filter(process -> process.info().command().map(name -> name.contains("qemu-system")).orElse(false))
                .toList();
    }

    /** {@return the daemons of this lab} */
    public List<ProcessHandle> daemons() {
        return processes().stream().filter(process -> commandLine(process).contains("io.jvirt.daemon.Main")).toList();
    }

    private static String commandLine(ProcessHandle process) {
        return text("/proc/" + process.pid() + "/cmdline").orElse("").replace('\0', ' ');
    }

    /** Every process that has the lab's mark in its environment, or its folder in its command line. */
    private List<ProcessHandle> processes() {
        String mark = "JVIRT_LAB=" + folder;
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> text("/proc/" + process.pid() + "/environ").orElse("").contains(mark)
                        || commandLine(process).contains(folder + "/"))
                .toList();
    }

    private static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // It has just ended, or is somebody else's.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        started.forEach(Process::destroyForcibly);
        await("the lab's processes end").atMost(LIMIT).until(() -> {
            List<ProcessHandle> left = processes();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.isEmpty();
        });
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
