package io.jvirt.host.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.HostException;
import io.jvirt.host.UserDatabase;
import io.jvirt.host.process.CpuAffinity;
import io.jvirt.host.process.ProcessStat;
import io.jvirt.host.process.ProcessUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsTest {
    @TempDir
    Path root;

    @Test
    void thisHostsProcessors() {
        HostCpus cpus = HostCpus.read();
        assertThat(cpus.online()).isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        HostCpus.Topology shape = cpus.topology();
        assertThat(shape.nodes() * shape.sockets() * shape.cores() * shape.threads()).isEqualTo(cpus.cpus().size());
        assertThat(cpus.flags()).isNotEmpty();
    }

    @Test
    void twoSocketsWithThreads() throws Exception {
        for (int cpu = 0; cpu < 8; cpu++) {
            write("sys/devices/system/cpu/cpu" + cpu + "/topology/physical_package_id", Integer.toString(cpu / 4));
            write("sys/devices/system/cpu/cpu" + cpu + "/topology/core_id", Integer.toString(cpu % 4 / 2));
            write("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", (cpu & ~1) + "-" + (cpu | 1));
        }
        write("sys/devices/system/cpu/online", "0-7");
        write("sys/devices/system/node/node0/cpulist", "0-3");
        write("sys/devices/system/node/node1/cpulist", "4-7");
        write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Test\ncpu MHz\t\t: 2596.136\nflags\t\t: fpu vmx\n");
        HostCpus cpus = HostCpus.read(root, "amd64");
        assertThat(cpus.topology()).isEqualTo(new HostCpus.Topology(2, 1, 2, 2));
        assertThat(cpus.mhz()).isEqualTo(2596);
        assertThat(cpus.architecture()).isEqualTo("x86_64");
        assertThat(cpus.flags()).contains("vmx");
        assertThat(cpus.cpus().get(5).siblings().stream().boxed()).containsExactly(4, 5);

        // A CPU less makes the host irregular.
        write("sys/devices/system/cpu/online", "0-6");
        assertThat(HostCpus.read(root, "amd64").topology()).isEqualTo(new HostCpus.Topology(2, 1, 2, 2));
        write("sys/devices/system/cpu/cpu8/topology/physical_package_id", "1");
        write("sys/devices/system/cpu/online", "0-8");
        assertThat(HostCpus.read(root, "amd64").topology()).isEqualTo(new HostCpus.Topology(1, 1, 9, 1));
    }

    @Test
    void memoryAndTimes() throws Exception {
        HostMemory memory = HostMemory.of(Map.of("MemTotal", "24684084 kB", "MemFree", "100 kB"), "");
        assertThat(memory.total()).isEqualTo(24684084);
        assertThat(memory.free()).isEqualTo(100);
        HostMemory real = HostMemory.read();
        assertThat(real.available()).isBetween(1L, real.total());
        write("stat", "cpu  1 2 3 4 5 6 7 0 0 0\ncpu0 1 0 0 0 0 0 0 0 0 0\n");
        assertThat(CpuTimes.read(root.resolve("stat"), -1)).contains(new CpuTimes(30_000_000, 160_000_000, 40_000_000, 50_000_000));
        assertThat(CpuTimes.read(root.resolve("stat"), 0).orElseThrow().user()).isEqualTo(10_000_000);
        assertThat(CpuTimes.read(root.resolve("stat"), 1)).isEmpty();
        assertThat(CpuTimes.read(-1).orElseThrow().idle()).isPositive();
    }

    @Test
    void controlGroupLayouts() throws Exception {
        assertThat(Cgroups.read(root).layout()).isEqualTo(Cgroups.Layout.NONE);
        write("cpu,cpuacct/tasks", "");
        assertThat(Cgroups.read(root)).isEqualTo(new Cgroups(Cgroups.Layout.LEGACY, Set.of(), Set.of("cpu", "cpuacct")));
        write("unified/cgroup.controllers", "hugetlb");
        assertThat(Cgroups.read(root)).isEqualTo(new Cgroups(Cgroups.Layout.HYBRID, Set.of("hugetlb"), Set.of("cpu", "cpuacct")));
        write("cgroup.controllers", "cpu memory");
        assertThat(Cgroups.read(root)).isEqualTo(new Cgroups(Cgroups.Layout.UNIFIED, Set.of("cpu", "memory"), Set.of()));
    }

    @Test
    void kernelAndUsers() throws Exception {
        assertThat(Kernel.release()).isEqualTo(System.getProperty("os.version"));
        assertThat(Kernel.namespaces()).contains("mnt", "net", "pid");
        assertThat(Kernel.bootId()).hasSize(36);
        UserDatabase.User root = UserDatabase.user("root").orElseThrow();
        assertThat(root.uid()).isZero();
        assertThat(root.home()).isEqualTo(Path.of("/root"));
        assertThat(root.credentials().groups()).contains(0);
        assertThat(UserDatabase.user(UserDatabase.ownUid()).orElseThrow().name()).isEqualTo(System.getProperty("user.name"));
        assertThat(UserDatabase.user("no such user")).isEmpty();
        assertThat(UserDatabase.group("root")).hasValue(0);
    }

    @Test
    void networkCounters() throws Exception {
        write("dev", "Inter-|   Receive |  Transmit\n face |bytes\n  eth0: 1 2 3 4 5 6 7 8 11 12 13 14 15 16 17 18\n");
        NetworkCounters counters = NetworkCounters.read(root.resolve("dev"), "eth0").orElseThrow();
        assertThat(counters.received()).isEqualTo(new NetworkCounters.Direction(1, 2, 3, 4));
        assertThat(counters.sent()).isEqualTo(new NetworkCounters.Direction(11, 12, 13, 14));
        assertThat(NetworkCounters.read(root.resolve("dev"), "eth1")).isEmpty();
        assertThat(NetworkCounters.read("lo")).isPresent();
    }

    @Test
    void threadStaysWhereItIsTold() {
        long pid = ProcessHandle.current().pid();
        BitSet before = CpuAffinity.get(pid).orElseThrow();
        BitSet one = new BitSet();
        one.set(before.nextSetBit(0));
        CpuAffinity.set(pid, one);
        assertThat(CpuAffinity.get(pid)).contains(one);
        CpuAffinity.set(pid, before);
        assertThat(CpuAffinity.get(4_194_305)).isEmpty();
        BitSet none = new BitSet();
        none.set(8000);
        assertThatThrownBy(() -> CpuAffinity.set(pid, none)).isInstanceOf(HostException.class);
    }

    @Test
    void ownProcess() {
        long pid = ProcessHandle.current().pid();
        ProcessStat stat = ProcessStat.read(pid).orElseThrow();
        assertThat(stat.userTicks() + stat.systemTicks()).isPositive();
        assertThat(ProcessUsage.residentKib(pid).orElseThrow()).isGreaterThan(1000);
        assertThat(ProcessUsage.proportionalKib(pid).orElseThrow()).isGreaterThan(1000);
        assertThat(ProcessUsage.threads(pid)).contains(pid);
        assertThat(ProcessUsage.scheduling(pid, pid)).isPresent();
        assertThat(ProcessStat.read(pid, pid)).isPresent();
        assertThat(ProcessUsage.residentKib(4_194_305)).isEmpty();
    }

    private void write(String path, String text) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n", StandardCharsets.US_ASCII);
    }
}
