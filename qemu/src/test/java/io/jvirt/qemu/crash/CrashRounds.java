package io.jvirt.qemu.crash;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.JvirtException;
import io.jvirt.host.file.Folders;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Kills the owner of guests at random instants, again and again, and looks each time at what its successor finds: no
 * definition lost or halved, no guest lost or run twice, no stray process, no stray file. A program with the arguments
 * {@code rounds} and {@code seed}; the tests run a few rounds.
 */
public final class CrashRounds {
    private static final int THREADS = 2;
    private static final int GUESTS = 3;

    private final Path root;
    private final Random random;
    private final long seed;
    private final Expectation expectation = new Expectation();
    private final List<String> problems = new ArrayList<>();
    private int acts;

    private CrashRounds(Path root, long seed) {
        this.root = root;
        this.seed = seed;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        List<String> problems = run(rounds, seed);
        problems.forEach(System.out::println);
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** {@return what was wrong after any of the rounds} */
    public static List<String> run(int rounds, long seed) throws IOException, InterruptedException {
        System.out.println("seed " + seed);
        Path root = Files.createTempDirectory("jvc");
        CrashRounds crash = new CrashRounds(root, seed);
        try {
            for (int round = 1; round <= rounds; round++) {
                crash.round(round);
            }
            System.out.println(rounds + " rounds, " + crash.acts + " acts, " + crash.problems.size() + " problems");
        } finally {
            crash.cleanUp();
        }
        return crash.problems;
    }

    private void round(int round) throws IOException, InterruptedException {
        Process worker = new ProcessBuilder(command(round)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
            String first = out.readLine();
            if (!"ready".equals(first)) {
                worker.destroyForcibly();
                throw new IOException("the worker said: " + first);
            }
            Thread killer = Thread.ofPlatform().start(() -> {
                try {
                    // Rarely so late that a guest is not in the middle of something.
                    Thread.sleep(random.nextInt(1500));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // Not the Process's own method, which closes the stream that is being read.
                worker.toHandle().destroyForcibly();
            });
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
            killer.join();
        }
        worker.waitFor();
        // The last line may be cut short.
        lines.stream().filter(line -> line.split(" ", 5).length >= (line.startsWith(">") ? 4 : 5)).forEach(expectation::said);
        acts += lines.size() / 2;
        audit("round " + round + " of seed " + seed);
    }

    private List<String> command(int round) {
        String classes = System.getProperty("java.class.path") + File.pathSeparator
                + System.getProperty("jdk.module.path", "") + File.pathSeparator
                + Path.of("target/test-classes").toAbsolutePath();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp", classes,
                CrashWorker.class.getName(),
                root.toString(),
                Long.toString(random.nextLong()),
                Integer.toString(THREADS),
                Integer.toString(GUESTS),
                Integer.toString(round * 100_000));
    }

    private void audit(String when) throws IOException {
        expectation.surprises().forEach(line -> problems.add(when + ": " + line));
        expectation.surprises().clear();
        try (Connection connection = CrashWorker.open(root.toString())) {
            Set<String> found = new TreeSet<>();
            Set<String> folders = new HashSet<>();
            Set<Long> processes = new HashSet<>();
            for (Domain domain : connection.domains()) {
                found.add(domain.name());
                Expectation.Known known = known(domain);
                if (!expectation.allows(domain.name(), known)) {
                    problems.add(when + ": " + domain.name() + " is " + known + ", expected "
                            + expectation.describe(domain.name()));
                }
                expectation.settle(domain.name(), known);
                domain.id().ifPresent(id -> {
                    folders.add("domain-" + id + "-" + domain.name());
                    folders.add(domain.name() + ".xml");
                });
            }
            for (String name : expectation.names()) {
                if (!found.contains(name)) {
                    if (!expectation.allows(name, Expectation.Known.NOTHING)) {
                        problems.add(when + ": " + name + " is lost, expected " + expectation.describe(name));
                    }
                    expectation.settle(name, Expectation.Known.NOTHING);
                }
            }
            folders.add("driver.pid");
            strays(when, root.resolve("run/qemu"), folders);
            Set<String> definitions = new HashSet<>(Set.of("autostart"));
            connection.domains(DomainFlags.ListAll.PERSISTENT).forEach(d -> definitions.add(d.name() + ".xml"));
            strays(when, root.resolve("etc/qemu"), definitions);
            Set<String> images = new HashSet<>();
            connection.domains(DomainFlags.ListAll.MANAGEDSAVE).forEach(d -> images.add(d.name() + ".save"));
            strays(when, root.resolve("lib/qemu/save"), images);
            int running = connection.domains(DomainFlags.ListAll.ACTIVE).size();
            processes.addAll(qemus());
            if (processes.size() != running) {
                problems.add(when + ": " + processes.size() + " QEMUs run for " + running + " guests");
            }
        }
    }

    private static Expectation.Known known(Domain domain) {
        String xml = domain.persistent() ? domain.xml(DomainFlags.Xml.INACTIVE) : "";
        int at = xml.indexOf("<title>version ");
        int version = at < 0 ? 0 : Integer.parseInt(xml.substring(at + 15, xml.indexOf('<', at + 15)));
        DomainState state = domain.status().state();
        return new Expectation.Known(
                domain.persistent(),
                version,
                domain.active(),
                state == DomainState.PAUSED,
                domain.hasManagedSaveImage(),
                domain.autostart());
    }

    private void strays(String when, Path folder, Set<String> expected) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !expected.contains(name))
                    .forEach(name -> problems.add(when + ": stray " + folder + "/" + name));
        }
    }

    /** {@return the processes that have this root on their command line, but for our own} */
    private Set<Long> qemus() throws IOException {
        Set<Long> found = new HashSet<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                String name = process.getFileName().toString();
                if (!name.chars().allMatch(Character::isDigit)) {
                    continue;
                }
                try {
                    String command = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                    if (command.contains("qemu-system") && command.contains(root + "/")) {
                        found.add(Long.parseLong(name));
                    }
                } catch (IOException e) {
                    // It ended meanwhile.
                    continue;
                }
            }
        }
        return found;
    }

    private void cleanUp() throws IOException {
        try (Connection connection = CrashWorker.open(root.toString())) {
            for (Domain domain : connection.domains(DomainFlags.ListAll.ACTIVE)) {
                domain.destroy();
            }
        } catch (JvirtException e) {
            problems.add("cleaning up: " + e.getMessage());
        }
        for (long left : qemus()) {
            problems.add("QEMU " + left + " is left");
            ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
        }
        Folders.deleteTree(root);
    }
}
