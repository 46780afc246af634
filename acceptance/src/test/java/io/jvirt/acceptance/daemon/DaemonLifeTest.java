package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jvirt.acceptance.testkit.Daemon;
import io.jvirt.acceptance.testkit.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How jvirtd begins, ends and comes back; driven by Debian's virsh. */
class DaemonLifeTest {
    private Lab lab;

    @BeforeEach
    void open() {
        Lab.require("virsh", "libvirt-clients");
        lab = Lab.open();
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void secondDaemonRefusesAndTheFirstGoesOn() {
        Daemon first = lab.startDaemon();
        Daemon second = lab.launchDaemon();
        assertThat(second.awaitEnd()).isEqualTo(3);
        assertThat(second.log())
                .contains("error: jvirtd runs already for qemu:///session (process " + first.process().pid() + ")");
        assertThat(lab.virsh("list").orFail()).contains("Id   Name");
    }

    @Test
    void endsOnSigtermWithoutItsSocketsAndLeavesGuestsRunning() {
        Daemon daemon = lab.startDaemon("--listen-classic");
        Path classic = lab.folder().resolve("run/libvirt/libvirt-sock");
        assertThat(classic).exists();
        lab.virsh("create", lab.idleGuest("lasting").toString()).orFail();
        assertThat(daemon.stop()).isZero();
        assertThat(lab.socket()).doesNotExist();
        assertThat(classic).doesNotExist();
        assertThat(lab.guests()).hasSize(1);
        lab.startDaemon();
        assertThat(lab.virsh("list").orFail()).containsPattern("1 +lasting +running");
        assertThat(lab.virsh("domstate", "--reason", "lasting").orFail()).startsWith("running (booted)");
    }

    @Test
    void isReplacedAfterKillAndGuestsAreTakenOver() {
        Daemon daemon = lab.startDaemon();
        lab.virsh("define", lab.idleGuest("kept").toString()).orFail();
        lab.virsh("start", "kept").orFail();
        lab.virsh("create", lab.idleGuest("passing").toString()).orFail();
        lab.virsh("suspend", "passing").orFail();
        daemon.kill();
        assertThat(lab.socket()).exists();
        Daemon next = lab.startDaemon();
        assertThat(lab.virsh("list", "--all").orFail())
                .containsPattern("1 +kept +running")
                .containsPattern("2 +passing +paused");
        lab.virsh("destroy", "kept").orFail();
        lab.virsh("destroy", "passing").orFail();
        lab.virsh("undefine", "kept").orFail();
        assertThat(lab.guests()).isEmpty();
        assertThat(next.stop()).isZero();
    }

    @Test
    void findsGuestsThatDiedWhileNoDaemonRan() {
        Daemon daemon = lab.startDaemon();
        lab.virsh("define", lab.idleGuest("mortal").toString()).orFail();
        lab.virsh("start", "mortal").orFail();
        daemon.kill();
        ProcessHandle guest = lab.guests().getFirst();
        guest.destroyForcibly();
        await().atMost(Lab.LIMIT).until(() -> !guest.isAlive());
        lab.startDaemon();
        assertThat(lab.virsh("domstate", "mortal").orFail()).startsWith("shut off");
        lab.virsh("start", "mortal").orFail();
        assertThat(lab.virsh("domstate", "mortal").orFail()).startsWith("running");
    }

    @Test
    void endsWhenNobodyUsesItAndNoGuestRuns() {
        Daemon daemon = lab.startDaemon("--timeout", "1");
        assertThat(daemon.awaitEnd()).isZero();
        assertThat(daemon.log()).contains("no guest runs");
        assertThat(lab.socket()).doesNotExist();
    }

    @Test
    void staysWhileAGuestRuns() {
        Daemon daemon = lab.startDaemon("--timeout", "2");
        lab.virsh("create", lab.idleGuest("reason").toString()).orFail();
        // The idle watch looks every second; a daemon that did not count guests would be gone by the third look.
        await().during(java.time.Duration.ofSeconds(5)).atMost(Lab.LIMIT).until(daemon.process()::isAlive);
        lab.virsh("destroy", "reason").orFail();
        assertThat(daemon.awaitEnd()).isZero();
    }

    @Test
    void reportsAllMistakesOfItsConfigurationAndDoesNotStart() {
        Path file = lab.file("config/jvirt/jvirtd.conf", "max_client = 1\nlisten_classic = yes\n");
        Daemon daemon = lab.launchDaemon();
        assertThat(daemon.awaitEnd()).isEqualTo(1);
        assertThat(daemon.log())
                .contains(file + " has 2 mistakes:")
                .contains("line 1: there is no setting 'max_client'; did you mean max_clients?")
                .contains("line 2: listen_classic = yes: must be 0 or 1");
    }

    @Test
    void readsItsConfigurationAgainAndKeepsTheOldOneWhenTheNewIsWrong() throws Exception {
        lab.file("config/jvirt/jvirtd.conf", "listen_classic = 1\n");
        Daemon daemon = lab.startDaemon();
        assertThat(lab.folder().resolve("run/libvirt/libvirt-sock")).exists();
        lab.file("config/jvirt/jvirtd.conf", "listen_classic = 1\nmax_clients = none\n");
        daemon.signal("HUP");
        await().atMost(Lab.LIMIT).until(() -> daemon.log().contains("The configuration stays as it was"));
        assertThat(lab.virsh("uri").status()).isZero();
        lab.file("config/jvirt/jvirtd.conf", "listen_classic = 1\nmax_clients = 3\n");
        daemon.signal("HUP");
        await().atMost(Lab.LIMIT).until(() -> daemon.log().contains("The configuration was read again"));
        assertThat(lab.virsh("list").status()).isZero();
    }

    @Test
    void virshFindsItAtLibvirtsPathWithoutBeingTold() {
        Assumptions.assumeFalse(
                "root".equals(System.getProperty("user.name")), "root's virsh asks the system instance; see SystemInstanceTest");
        lab.startDaemon("--listen-classic");
        lab.virsh("define", lab.idleGuest("found").toString()).orFail();
        assertThat(lab.run(List.of("virsh", "-c", "qemu:///session", "list", "--all")).orFail())
                .containsPattern("- +found +shut off");
    }

    @Test
    void socketsAreForTheOwnerAlone() throws Exception {
        lab.startDaemon();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lab.socket()))).isEqualTo("rw-------");
        assertThat(lab.virsh("connect", "qemu:///system").status()).isNotZero();
    }

    @Test
    void severalClientsAtOnceStartOneDaemon() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Lab.Result> results = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            threads.add(Thread.ofPlatform().start(() -> results.add(lab.jvirt("list"))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(results).hasSize(3).allSatisfy(result -> assertThat(result.orFail()).contains("Id   Name"));
        assertThat(lab.daemons()).hasSize(1);
        Path log = lab.folder().resolve("state/jvirt/jvirtd.log");
        assertThat(Files.readString(log)).contains("serves qemu:///session");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log))).isEqualTo("rw-------");
    }

    @Test
    void takesItsSocketsFromSystemd() throws Exception {
        Lab.require("systemd-socket-activate", "systemd");
        Path socket = lab.folder().resolve("activated");
        Path log = lab.folder().resolve("activate.log");
        lab.start(
                List.of("systemd-socket-activate", "--listen=" + socket, "--fdname=jvirtd.socket", "-E", "HOME", "-E",
                        "XDG_RUNTIME_DIR", "-E", "XDG_CONFIG_HOME", "-E", "XDG_CACHE_HOME", "-E", "XDG_DATA_HOME", "-E",
                        "XDG_STATE_HOME", "-E", "PATH", "-E", "JVIRT_LAB", Lab.project("jvirtd"), "--session", "--timeout", "0"),
                log);
        await().atMost(Lab.LIMIT).until(() -> Files.exists(socket));
        assertThat(lab.run(List.of("virsh", "-c", "qemu+unix:///session?socket=" + socket, "list")).orFail())
                .contains("Id   Name");
        assertThat(Files.readString(log)).contains("serves qemu:///session");
        // The one socket that systemd holds takes the place of the daemon's own.
        assertThat(lab.socket()).doesNotExist();
    }
}
