package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.StorageProcedures.*;

import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.StorageMessages;
import io.jvirt.rpc.protocol.StorageMessages.PoolRef;
import io.jvirt.rpc.protocol.StorageMessages.VolumeRef;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The storage pools that a daemon has for us. */
final class RemotePools implements StoragePools {
    private static final RemoteEvents.ObjectEvent<StorageMessages.LifecycleEvent> LIFECYCLE =
            new RemoteEvents.ObjectEvent<>(STORAGE_POOL_EVENT_LIFECYCLE, StorageMessages.LifecycleEvent::callbackId);
    private static final RemoteEvents.ObjectEvent<StorageMessages.RefreshEvent> REFRESH =
            new RemoteEvents.ObjectEvent<>(STORAGE_POOL_EVENT_REFRESH, StorageMessages.RefreshEvent::callbackId);

    private final RpcClient client;
    private final Supplier<RemoteEvents> events;

    RemotePools(RpcClient client, Supplier<RemoteEvents> events) {
        this.client = client;
        this.events = events;
    }

    RpcClient client() {
        return client;
    }

    private StoragePool pool(PoolRef ref) {
        return new RemotePool(this, ref);
    }

    StorageVolume volume(VolumeRef ref) {
        return new RemoteVolume(this, ref);
    }

    static PoolRef ref(StoragePool pool) {
        return new PoolRef(pool.name(), pool.uuid());
    }

    static VolumeRef ref(StorageVolume volume) {
        return new VolumeRef(volume.poolName(), volume.name(), volume.key());
    }

    @Override
    public List<StoragePool> list(StorageFlags.ListPools... flags) {
        return client.call(CONNECT_LIST_ALL_STORAGE_POOLS, new ConnectMessages.ListAll(1, Flag.bits(flags))).pools().stream()
                .map(this::pool)
                .toList();
    }

    @Override
    public StoragePool pool(String name) {
        return pool(client.call(STORAGE_POOL_LOOKUP_BY_NAME, name));
    }

    @Override
    public StoragePool pool(UUID uuid) {
        return pool(client.call(STORAGE_POOL_LOOKUP_BY_UUID, uuid));
    }

    @Override
    public StoragePool poolByTarget(String path) {
        return pool(client.call(STORAGE_POOL_LOOKUP_BY_TARGET_PATH, path));
    }

    StoragePool poolOf(VolumeRef volume) {
        return pool(client.call(STORAGE_POOL_LOOKUP_BY_VOLUME, volume));
    }

    @Override
    public StoragePool define(String xml, StorageFlags.DefinePool... flags) {
        return pool(client.call(STORAGE_POOL_DEFINE_XML, new DomainMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public StoragePool create(String xml, StorageFlags.CreatePool... flags) {
        return pool(client.call(STORAGE_POOL_CREATE_XML, new DomainMessages.Document(xml, Flag.bits(flags))));
    }

    @Override
    public String findSources(String type, @Nullable String specification) {
        return client.call(CONNECT_FIND_STORAGE_POOL_SOURCES, new StorageMessages.FindSources(type, specification, 0));
    }

    @Override
    public String capabilities() {
        return client.call(CONNECT_GET_STORAGE_POOL_CAPABILITIES, 0);
    }

    @Override
    public StorageVolume volumeByKey(String key) {
        return volume(client.call(STORAGE_VOL_LOOKUP_BY_KEY, key));
    }

    @Override
    public StorageVolume volumeByPath(String path) {
        return volume(client.call(STORAGE_VOL_LOOKUP_BY_PATH, path));
    }

    @Override
    public EventRegistration onEvent(
            StoragePoolEvent.Kind kind, @Nullable StoragePool pool, Consumer<? super StoragePoolEvent> listener) {
        StorageMessages.RegisterEvent wanted =
                new StorageMessages.RegisterEvent(kind.ordinal(), pool == null ? null : ref(pool));
        return switch (kind) {
            case LIFECYCLE -> register(LIFECYCLE, wanted, message -> change(message, listener));
            case REFRESH -> register(
                    REFRESH, wanted, message -> listener.accept(new StoragePoolEvent.Refresh(pool(message.pool()))));
        };
    }

    private <M> EventRegistration register(
            RemoteEvents.ObjectEvent<M> event, StorageMessages.RegisterEvent wanted, Consumer<? super M> listener) {
        return events.get().onObjectEvent(
                CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY, wanted, CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY, event, listener);
    }

    /** A daemon that is newer than we are may tell of what we have no word for. */
    private void change(StorageMessages.LifecycleEvent message, Consumer<? super StoragePoolEvent> listener) {
        StoragePoolEvent.Change[] known = StoragePoolEvent.Change.values();
        if (message.event() >= 0 && message.event() < known.length) {
            listener.accept(new StoragePoolEvent.Lifecycle(pool(message.pool()), known[message.event()]));
        }
    }
}
