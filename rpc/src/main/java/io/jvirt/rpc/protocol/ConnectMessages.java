package io.jvirt.rpc.protocol;

import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.xdr.Chars;
import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the procedures of a connection and its host carry. */
public final class ConnectMessages {
    /** The most guests in a list. */
    public static final int DOMAINS_MAX = 16384;

    /** The most bytes of a CPU map. */
    public static final int CPUMAP_MAX = 2048;

    /** The most CPUs to find a common one of. */
    public static final int CPUS_MAX = 256;

    private ConnectMessages() {}

    /** The URI to open without transport and host, null for the server's own choice. */
    public record Open(@Opt @Nullable String name, int flags) {}

    /** A text that may be missing. */
    public record OptionalText(@Opt @Nullable String text) {}

    /** The ways to authenticate that a server offers, by number. */
    public record AuthTypes(@Max(20) int[] types) {}

    /** Memory in KiB. */
    public record NodeInfo(
            @Chars(max = 32, fixed = true) String model,
            long memory,
            int cpus,
            int mhz,
            int nodes,
            int sockets,
            int cores,
            int threads) {}

    /** Names of objects. */
    public record Names(@Max(DOMAINS_MAX) List<String> names) {}

    /** Ids of running guests. */
    public record Ids(@Max(DOMAINS_MAX) int[] ids) {}

    /** 0 for {@code needResults} asks only how many there are. */
    public record ListAll(int needResults, int flags) {}

    /** Guests, and how many there are. */
    public record Domains(@Max(DOMAINS_MAX) List<DomainRef> domains, int count) {}

    /** A document or a command line of the hypervisor's own. */
    public record Native(String format, String text, int flags) {}

    /** Null leaves the choice to the driver. */
    public record DomainCapabilities(
            @Opt @Nullable String emulator,
            @Opt @Nullable String arch,
            @Opt @Nullable String machine,
            @Opt @Nullable String virtType,
            int flags) {}

    /** -1 for all CPUs; 0 parameters asks how many figures there are. */
    public record CpuStats(int cpu, int nparams, int flags) {}

    /** -1 for all NUMA cells; 0 parameters asks how many figures there are. */
    public record MemoryStats(int nparams, int cell, int flags) {}

    /** One figure. */
    public record Stat(String field, long value) {}

    /** Figures, and how many there are. */
    public record Stats(@Max(16) List<Stat> params, int nparams) {}

    /** A range of NUMA cells. */
    public record CellsFreeMemory(int startCell, int maxCells) {}

    /** One amount for each NUMA cell, in bytes. */
    public record Amounts(@Max(1024) long[] cells) {}

    /** Which parts of the answer are wanted. */
    public record GetCpuMap(int needMap, int needOnline, int flags) {}

    /** A bit for each CPU, how many are online, and how many there are. */
    public record CpuMap(@Max(CPUMAP_MAX) byte[] map, int online, int count) {}

    /** Both end with a NUL on the wire. */
    public record SecurityModel(@Chars(max = 257) String model, @Chars(max = 257) String doi) {}

    /** 0 for {@code needResults} asks only how many there are. */
    public record CpuModels(String arch, int needResults, int flags) {}

    /** Names of CPU models, and how many there are. */
    public record CpuModelNames(@Max(8192) List<String> models, int count) {}

    /** A CPU's document. */
    public record CompareCpu(String xml, int flags) {}

    /** Documents of CPUs. */
    public record BaselineCpu(@Max(CPUS_MAX) List<String> cpus, int flags) {}

    /** Null leaves the choice to the driver. */
    public record CompareHypervisorCpu(
            @Opt @Nullable String emulator,
            @Opt @Nullable String arch,
            @Opt @Nullable String machine,
            @Opt @Nullable String virtType,
            String xml,
            int flags) {}

    /** Null leaves the choice to the driver. */
    public record BaselineHypervisorCpu(
            @Opt @Nullable String emulator,
            @Opt @Nullable String arch,
            @Opt @Nullable String machine,
            @Opt @Nullable String virtType,
            @Max(CPUS_MAX) List<String> cpus,
            int flags) {}

    /** Null stands for all guests. */
    public record RegisterEvent(int eventId, @Opt @Nullable DomainRef domain) {}

    /** No guest stands for all that the flags select. */
    public record AllDomainStats(@Max(DOMAINS_MAX) List<DomainRef> domains, int stats, int flags) {}

    /** One guest's figures. */
    public record DomainStat(DomainRef domain, @Max(262_144) TypedParameters params) {}

    /** Many guests' figures. */
    public record DomainStats(@Max(DOMAINS_MAX) List<DomainStat> records) {}
}
