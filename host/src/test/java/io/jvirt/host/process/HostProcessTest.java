package io.jvirt.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Path SLEEP = Path.of("/bin/sleep");

    @TempDir
    Path folder;

    @Test
    void childGetsWhatIsNamedAndNothingElse() throws Exception {
        Path log = folder.resolve("log");
        Path other = folder.resolve("other");
        try (Descriptor output = create(log);
                Descriptor five = create(other);
                Descriptor seven = create(folder.resolve("stranger"))) {
            HostProcess child = HostProcess.start(ProcessSpec.of(SHELL, List.of("-c", """
                            echo "$0 $ONE $$"; umask; pwd; ls -l /proc/self/fd | wc -l >&2; echo five >&5
                            cut -d' ' -f6 /proc/self/stat; grep -E 'Sig(Blk|Ign)' /proc/self/status""", "a b*"))
                    .withEnvironment(Map.of("ONE", "1", "PATH", "/bin:/usr/bin"))
                    .withFolder(folder)
                    .withOutput(output)
                    .withDescriptor(5, five)
                    .withUmask(027));
            assertThat(child.await(LIMIT)).contains(new ExitStatus.Exited(0));
            long pid = child.identity().pid();
            List<String> lines = Files.readAllLines(log);
            assertThat(lines.get(0)).isEqualTo("a b* 1 " + pid);
            assertThat(lines.get(1)).isEqualTo("0027");
            assertThat(lines.get(2)).isEqualTo(folder.toRealPath().toString());
            // "total", 0, 1, 2, 5 and the folder that ls reads.
            assertThat(lines.get(3).trim()).isEqualTo("6");
            assertThat(lines.get(4)).as("session").isEqualTo(Long.toString(pid));
            assertThat(lines.get(5)).endsWith("0000000000000000");
            assertThat(lines.get(6)).endsWith("0000000000000000");
            assertThat(Files.readString(other)).isEqualTo("five\n");
            assertThat(seven.isOpen()).isTrue();
        }
    }

    @Test
    void descriptorsMayCrossOver() throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (Descriptor one = create(first).duplicateAtLeast(20);
                Descriptor two = create(second).duplicateAtLeast(21)) {
            HostProcess child = HostProcess.start(
                    ProcessSpec.of(Path.of("/bin/bash"), List.of("-c", "echo two >&" + one.number() + "; echo one >&" + two.number()))
                            .withDescriptor(one.number(), two)
                            .withDescriptor(two.number(), one));
            assertThat(child.await(LIMIT)).contains(new ExitStatus.Exited(0));
        }
        assertThat(Files.readString(first)).isEqualTo("one\n");
        assertThat(Files.readString(second)).isEqualTo("two\n");
    }

    @Test
    void exitCodesAndSignalsAreReported() throws Exception {
        HostProcess seven = HostProcess.start(ProcessSpec.of(SHELL, List.of("-c", "exit 7")));
        assertThat(seven.await(LIMIT)).contains(new ExitStatus.Exited(7));
        assertThat(seven.signal(Signal.TERM)).isFalse();
        HostProcess killed = HostProcess.start(ProcessSpec.of(SHELL, List.of("-c", "kill -9 $$")));
        assertThat(killed.await(LIMIT)).contains(new ExitStatus.Signaled(9, false));
        assertThat(ProcessIdentity.of(killed.identity().pid())).as("no zombie is left").isEmpty();
    }

    @Test
    void missingProgramFailsWithItsErrno() {
        assertThatThrownBy(() -> HostProcess.start(ProcessSpec.of(folder.resolve("nothing"), List.of())))
                .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT))
                .hasMessageContaining(folder.resolve("nothing").toString());
    }

    @Test
    void terminateEscalatesToKill() throws Exception {
        HostProcess obedient = HostProcess.start(ProcessSpec.of(SLEEP, List.of("600")));
        assertThat(obedient.terminate(LIMIT, LIMIT)).contains(new ExitStatus.Signaled(15, false));
        Path ready = folder.resolve("ready");
        HostProcess stubborn = HostProcess.start(
                ProcessSpec.of(SHELL, List.of("-c", "trap '' TERM; : > " + ready + "; while :; do sleep 1; done")));
        while (!Files.exists(ready)) {
            Thread.sleep(5);
        }
        assertThat(stubborn.terminate(Duration.ofMillis(50), LIMIT)).contains(new ExitStatus.Signaled(9, false));
    }

    @Test
    void identityTellsARecycledNumberApart() throws Exception {
        HostProcess child = HostProcess.start(ProcessSpec.of(SLEEP, List.of("600")));
        ProcessIdentity identity = child.identity();
        assertThat(identity.alive()).isTrue();
        while (identity.commandLine().isEmpty()) {
            Thread.sleep(1);
        }
        assertThat(identity.commandLine()).contains(List.of("/bin/sleep", "600"));
        ProcessIdentity predecessor = new ProcessIdentity(identity.pid(), identity.startTicks() - 1);
        assertThat(predecessor.alive()).isFalse();
        assertThat(HostProcess.find(predecessor)).isEmpty();

        HostProcess again = HostProcess.find(identity).orElseThrow();
        assertThat(again.running()).isTrue();
        assertThat(again.signal(Signal.KILL)).isTrue();
        assertThat(child.await(LIMIT)).contains(new ExitStatus.Signaled(9, false));
        assertThat(again.await(LIMIT)).isPresent();
        assertThat(identity.alive()).isFalse();
        assertThat(HostProcess.find(identity)).isEmpty();
    }

    @Test
    void foreignProcessIsWatched() throws Exception {
        // A grandchild that is not ours: the shell ends at once.
        Path pid = folder.resolve("pid");
        HostProcess shell = HostProcess.start(ProcessSpec.of(SHELL, List.of("-c", "sleep 600 & echo $! > " + pid)));
        shell.await(LIMIT);
        ProcessIdentity identity =
                ProcessIdentity.of(Long.parseLong(Files.readString(pid).trim())).orElseThrow();
        HostProcess orphan = HostProcess.find(identity).orElseThrow();
        assertThat(orphan.await(Duration.ofMillis(20))).isEmpty();
        assertThat(orphan.terminate(LIMIT, LIMIT)).contains(new ExitStatus.Unknown());
    }

    @Test
    void childRunsAsSomebodyElse() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can change the user");
        Path log = folder.resolve("log");
        try (Descriptor output = create(log)) {
            HostProcess child = HostProcess.start(ProcessSpec.of(SHELL, List.of("-c", "id -u; id -g; id -G; grep CapEff /proc/self/status"))
                    .withOutput(output)
                    .withCredentials(new Credentials(65534, 65533, List.of(7, 8))));
            assertThat(child.await(LIMIT)).contains(new ExitStatus.Exited(0));
        }
        assertThat(Files.readAllLines(log).subList(0, 3)).containsExactly("65534", "65533", "65533 7 8");
        assertThat(Files.readAllLines(log).get(3)).endsWith("0000000000000000");
        assertThat(Files.readString(Path.of("/proc/self/status"))).contains("Uid:\t0\t0\t0\t0");
    }

    @Test
    void childOutlivesAKilledJvm() throws Exception {
        Path pidFile = folder.resolve("pid");
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path") + ":" + System.getProperty("jdk.module.path", ""),
                        Starter.class.getName(),
                        pidFile.toString())
                .inheritIO()
                .start();
        Optional<HostProcess> guest = Optional.empty();
        try {
            while (!Files.exists(pidFile)) {
                assertThat(jvm.isAlive()).isTrue();
                Thread.sleep(10);
            }
            ProcessIdentity identity =
                    ProcessIdentity.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
            guest = HostProcess.find(identity);
            jvm.destroyForcibly().waitFor();
            assertThat(guest.orElseThrow().await(Duration.ofMillis(200))).isEmpty();
            assertThat(identity.alive()).isTrue();
        } finally {
            jvm.destroyForcibly();
            if (guest.isPresent()) {
                guest.get().terminate(LIMIT, LIMIT);
            }
        }
    }

    /** The JVM that is killed. */
    static final class Starter {
        public static void main(String[] arguments) throws Exception {
            HostProcess child = HostProcess.start(ProcessSpec.of(SLEEP, List.of("600")));
            Path target = Path.of(arguments[0]);
            Path temporary = target.resolveSibling("pid.new");
            Files.writeString(temporary, Long.toString(child.identity().pid()));
            Files.move(temporary, target);
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    private static Descriptor create(Path path) {
        return Descriptor.open(path, FileCalls.O_WRONLY | FileCalls.O_CREAT | FileCalls.O_APPEND, 0600);
    }
}
