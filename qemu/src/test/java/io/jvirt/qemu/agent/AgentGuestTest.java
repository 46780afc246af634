package io.jvirt.qemu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.GuestInfo;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.qemu.qmp.QmpEvent;
import io.jvirt.qemu.testkit.TestQemu;
import io.jvirt.qemu.testkit.TinyGuest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command against the real agent in a real guest. */
@Tag("slow")
@Timeout(100)
class AgentGuestTest {
    private static final Path AGENT = Path.of("/usr/sbin/qemu-ga");

    @TempDir
    Path folder;

    @Test
    void realAgentAnswers() throws Exception {
        assumeTrue(Files.isExecutable(TestQemu.BINARY), "no " + TestQemu.BINARY + ": install qemu-system-x86");
        assumeTrue(TinyGuest.missing().isEmpty(), TinyGuest.missing().orElse(""));
        assumeTrue(Files.isExecutable(AGENT), "no " + AGENT + ": install qemu-guest-agent");
        Path socket = folder.resolve("agent");
        List<String> options = new ArrayList<>(TinyGuest.create()
                .program(AGENT)
                .run("ip link set lo up; ip link set eth0 up; ip addr add 10.0.2.15/24 dev eth0")
                .run("ln -s /proc/self/mounts /etc/mtab; mkdir -p /usr/local/var/run /var/run/qemu-ga /sbin")
                .run("printf '#!/bin/sh\\npoweroff -f\\n' > /sbin/shutdown.sh; rm -f /sbin/shutdown; cp /sbin/shutdown.sh /sbin/shutdown; chmod 755 /sbin/shutdown")
                .run("(while :; do qemu-ga -m virtio-serial -p /dev/vport*p1 -f /run/qga.pid -t /run >/dev/console 2>&1; sleep 1; done) &")
                .options(folder.resolve("initramfs")));
        options.addAll(List.of("-smp", "2", "-device", "virtio-serial-pci,id=vs", "-serial", "file:" + folder.resolve("serial"),
                "-chardev", "socket,id=agent,server=on,wait=off,path=" + socket,
                "-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0,nr=1,id=channel0",
                "-netdev", "user,id=n", "-device", "virtio-net-pci,netdev=n,mac=52:54:00:11:22:33"));
        try (TestQemu qemu = new TestQemu(folder, options);
                AgentClient agent = AgentClient.connect(socket, TestQemu.LIMIT)) {
            agent.setTimeout(new AgentTimeout(Duration.ofMillis(100), Duration.ZERO));
            assertThatThrownBy(() -> new AgentPower(agent).ping())
                    .as("nobody listens before the guest has booted")
                    .isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AGENT_UNRESPONSIVE));
            try {
                QmpEvent event = qemu.await("VSERPORT_CHANGE");
                assertThat(event.data().path("open").asBoolean()).isTrue();
                agent.setTimeout(new AgentTimeout(TestQemu.LIMIT, TestQemu.LIMIT));
                commands(agent);
                power(agent, qemu);
            } catch (Throwable t) {
                t.addSuppressed(new AssertionError(Files.readString(folder.resolve("serial"), StandardCharsets.ISO_8859_1)));
                throw t;
            }
        }
    }

    private static void commands(AgentClient agent) throws Exception {
        new AgentPower(agent).ping();

        AgentFacts facts = new AgentFacts(agent, _ -> Optional.empty());
        assertThat(facts.hostName()).isEqualTo("tiny");
        TypedParameters all = facts.collect(List.of());
        assertThat(all.string("os.id")).isEqualTo("tiny");
        assertThat(all.string("os.pretty-name")).isEqualTo("Tiny guest");
        assertThat(all.string("os.machine")).isEqualTo("x86_64");
        assertThat(all.string("hostname")).isEqualTo("tiny");
        assertThat(all.number("timezone.offset")).hasValue(0);
        assertThat(all.number("user.count")).isPresent();
        assertThat(all.number("fs.count")).isPresent();
        assertThat(all.number("if.count")).hasValue(2);
        assertThat(facts.collect(List.of(GuestInfo.HOSTNAME)).values()).hasSize(1);
        assertThatThrownBy(() -> facts.collect(List.of(GuestInfo.LOAD)))
                .as("agents before 9.1 do not tell the load")
                .isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_UNSUPPORTED));

        List<Domain.InterfaceAddress> interfaces = new AgentInterfaces(agent).list();
        assertThat(interfaces).extracting(Domain.InterfaceAddress::name).contains("lo", "eth0");
        assertThat(interfaces).anySatisfy(each -> {
            assertThat(each.mac()).isEqualTo("52:54:00:11:22:33");
            assertThat(each.addresses()).contains(new Domain.IpAddress(0, "10.0.2.15", 24));
        });

        AgentClock clock = new AgentClock(agent);
        long now = System.currentTimeMillis() / 1000;
        assertThat(clock.get().seconds()).isBetween(now - 300, now + 300);
        clock.set(new Domain.Time(1_000_000_000, 0));
        assertThat(clock.get().seconds()).isBetween(1_000_000_000L, 1_000_000_300L);

        AgentVcpus vcpus = new AgentVcpus(agent);
        assertThat(vcpus.list()).hasSize(2).allMatch(AgentVcpus.GuestVcpu::online);
        vcpus.setCount(1);
        assertThat(vcpus.list()).filteredOn(AgentVcpus.GuestVcpu::online).hasSize(1);
        vcpus.setCount(2);
        assertThat(vcpus.list()).allMatch(AgentVcpus.GuestVcpu::online);
        assertThatThrownBy(() -> vcpus.setCount(3)).hasMessageContaining("2 CPUs");

        AgentExec.Result result = new AgentExec(agent)
                .run("/bin/sh", List.of("-c", "cat; echo oops >&2; exit 3"), "hello".getBytes(StandardCharsets.UTF_8), TestQemu.LIMIT);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(new String(result.output(), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(new String(result.errors(), StandardCharsets.UTF_8)).isEqualTo("oops\n");

        AgentFilesystems filesystems = new AgentFilesystems(agent, _ -> Optional.empty());
        assertThat(filesystems.frozen()).isFalse();
        assertThat(filesystems.list()).isNotNull();

        AgentUsers users = new AgentUsers(agent);
        users.addSshKeys("root", List.of("ssh-ed25519 AAAA one"), true);
        users.addSshKeys("root", List.of("ssh-ed25519 BBBB two"), false);
        assertThat(users.sshKeys("root")).containsExactlyInAnyOrder("ssh-ed25519 AAAA one", "ssh-ed25519 BBBB two");
        users.removeSshKeys("root", List.of("ssh-ed25519 AAAA one"));
        assertThat(users.sshKeys("root")).containsExactly("ssh-ed25519 BBBB two");
        assertThatThrownBy(() -> users.setPassword("root", "secret", false))
                .as("the guest has no chpasswd with a shadow file")
                .isInstanceOf(JvirtException.class)
                .hasMessageNotContaining("secret");
    }

    private static void power(AgentClient agent, TestQemu qemu) {
        CompletableFuture<Object> happened = CompletableFuture.anyOf(qemu.closed);
        new AgentPower(agent).shutdown(AgentPower.ShutdownMode.POWERDOWN, happened);
        assertThat(qemu.process.exit().join().success()).isTrue();
    }
}
