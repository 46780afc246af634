package io.jvirt.rpc.protocol;

import io.jvirt.rpc.xdr.Max;
import io.jvirt.rpc.xdr.Opt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the procedures of storage pools and volumes carry. One record serves all procedures that look the same on the wire. */
public final class StorageMessages {
    /** The most pools, or volumes of a pool, in a list. */
    public static final int LIST_MAX = 16384;

    private StorageMessages() {}

    /** A pool on the wire; the server goes by the UUID. */
    public record PoolRef(String name, UUID uuid) {}

    /** A volume on the wire; the server goes by the pool and the name. */
    public record VolumeRef(String pool, String name, String key) {}

    /** Where to look for sources of a type; the specification may be missing. */
    public record FindSources(String type, @Opt @Nullable String specification, int flags) {}

    /** A pool and flags. */
    public record PoolFlags(PoolRef pool, int flags) {}

    /** A pool and a number: a count, a switch. */
    public record PoolNumber(PoolRef pool, int number) {}

    /** A pool and a name. */
    public record PoolText(PoolRef pool, String text) {}

    /** Sizes in bytes. */
    public record PoolInfo(int state, long capacity, long allocation, long available) {}

    /** Pools, and how many there are. */
    public record Pools(@Max(LIST_MAX) List<PoolRef> pools, int count) {}

    /** A pool's document of a new volume. */
    public record CreateVolume(PoolRef pool, String xml, int flags) {}

    /** A pool's document of a new volume, and the volume whose content it gets. */
    public record CreateVolumeFrom(PoolRef pool, String xml, VolumeRef original, int flags) {}

    /** 0 for {@code needResults} asks only how many there are. */
    public record ListVolumes(PoolRef pool, int needResults, int flags) {}

    /** Volumes, and how many there are. */
    public record Volumes(@Max(LIST_MAX) List<VolumeRef> volumes, int count) {}

    /** A volume and flags. */
    public record VolumeFlags(VolumeRef volume, int flags) {}

    /** Sizes in bytes. */
    public record VolumeInfo(int type, long capacity, long allocation) {}

    /** A part of a volume, in bytes. */
    public record Transfer(VolumeRef volume, long offset, long length, int flags) {}

    /** The number of an algorithm. */
    public record Wipe(VolumeRef volume, int algorithm, int flags) {}

    /** A capacity in bytes. */
    public record Resize(VolumeRef volume, long capacity, int flags) {}

    /** Null stands for all pools. */
    public record RegisterEvent(int eventId, @Opt @Nullable PoolRef pool) {}

    /** What happened to a pool. */
    public record LifecycleEvent(int callbackId, PoolRef pool, int event, int detail) {}

    /** A pool was looked at. */
    public record RefreshEvent(int callbackId, PoolRef pool) {}
}
