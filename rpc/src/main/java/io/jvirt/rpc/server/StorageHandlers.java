package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.StorageProcedures.*;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.StorageMessages;
import io.jvirt.rpc.protocol.StorageMessages.PoolRef;
import io.jvirt.rpc.protocol.StorageMessages.VolumeRef;
import java.nio.ByteBuffer;
import java.util.List;

/** Storage pools. */
final class StorageHandlers {
    private StorageHandlers() {}

    static void bind(Dispatch on) {
        bindConnection(on);
        bindLife(on);
        bindFacts(on);
        bindEvents(on);
    }

    static StoragePools pools(Call call) {
        return call.connection().storagePools();
    }

    static StoragePool pool(Call call, PoolRef ref) {
        return pools(call).pool(ref.uuid());
    }

    static PoolRef ref(StoragePool pool) {
        return new PoolRef(pool.name(), pool.uuid());
    }

    static VolumeRef ref(StorageVolume volume) {
        return new VolumeRef(volume.poolName(), volume.name(), volume.key());
    }

    private static void bindConnection(Dispatch on) {
        on.call(CONNECT_NUM_OF_STORAGE_POOLS, (call, _) -> pools(call).list(StorageFlags.ListPools.ACTIVE).size());
        on.call(CONNECT_LIST_STORAGE_POOLS, (call, max) -> names(pools(call).list(StorageFlags.ListPools.ACTIVE), max));
        on.call(CONNECT_NUM_OF_DEFINED_STORAGE_POOLS, (call, _) -> pools(call).list(StorageFlags.ListPools.INACTIVE).size());
        on.call(CONNECT_LIST_DEFINED_STORAGE_POOLS, (call, max) -> names(pools(call).list(StorageFlags.ListPools.INACTIVE), max));
        on.call(CONNECT_LIST_ALL_STORAGE_POOLS, (call, a) -> {
            List<StoragePool> found = pools(call).list(call.flags(StorageFlags.ListPools.class, a.flags()));
            return new StorageMessages.Pools(
                    a.needResults() != 0 ? found.stream().map(StorageHandlers::ref).toList() : List.of(), found.size());
        });
        on.call(CONNECT_FIND_STORAGE_POOL_SOURCES, (call, a) -> {
            call.noFlags(a.flags());
            return pools(call).findSources(a.type(), a.specification());
        });
        on.call(CONNECT_GET_STORAGE_POOL_CAPABILITIES, (call, flags) -> {
            call.noFlags(flags);
            return pools(call).capabilities();
        });
        on.call(STORAGE_POOL_LOOKUP_BY_NAME, (call, name) -> ref(pools(call).pool(name)));
        on.call(STORAGE_POOL_LOOKUP_BY_UUID, (call, uuid) -> ref(pools(call).pool(uuid)));
        on.call(STORAGE_POOL_LOOKUP_BY_VOLUME, (call, volume) -> ref(pools(call).pool(volume.pool())));
        on.call(STORAGE_POOL_LOOKUP_BY_TARGET_PATH, (call, path) -> ref(pools(call).poolByTarget(path)));
    }

    private static ConnectMessages.Names names(List<StoragePool> pools, int max) {
        return new ConnectMessages.Names(Convert.atMost(pools.stream().map(StoragePool::name).toList(), max));
    }

    private static void bindLife(Dispatch on) {
        on.call(STORAGE_POOL_CREATE_XML, (call, a) ->
                ref(pools(call).create(a.text(), call.flags(StorageFlags.CreatePool.class, a.flags()))));
        on.call(STORAGE_POOL_DEFINE_XML, (call, a) ->
                ref(pools(call).define(a.text(), call.flags(StorageFlags.DefinePool.class, a.flags()))));
        on.run(STORAGE_POOL_CREATE, (call, a) ->
                pool(call, a.pool()).start(call.flags(StorageFlags.CreatePool.class, a.flags())));
        on.run(STORAGE_POOL_BUILD, (call, a) ->
                pool(call, a.pool()).build(call.flags(StorageFlags.BuildPool.class, a.flags())));
        on.run(STORAGE_POOL_DESTROY, (call, ref) -> pool(call, ref).stop());
        on.run(STORAGE_POOL_DELETE, (call, a) ->
                pool(call, a.pool()).delete(call.flags(StorageFlags.DeletePool.class, a.flags())));
        on.run(STORAGE_POOL_UNDEFINE, (call, ref) -> pool(call, ref).undefine());
        on.run(STORAGE_POOL_REFRESH, (call, a) -> {
            call.noFlags(a.flags());
            pool(call, a.pool()).refresh();
        });
        on.run(STORAGE_POOL_SET_AUTOSTART, (call, a) -> pool(call, a.pool()).setAutostart(a.number() != 0));
    }

    private static void bindFacts(Dispatch on) {
        on.call(STORAGE_POOL_GET_INFO, (call, ref) -> {
            StoragePool.Info info = pool(call, ref).info();
            return new StorageMessages.PoolInfo(info.state().ordinal(), info.capacity(), info.allocation(), info.available());
        });
        on.call(STORAGE_POOL_GET_XML_DESC, (call, a) ->
                pool(call, a.pool()).xml(call.flags(StorageFlags.PoolXml.class, a.flags())));
        on.call(STORAGE_POOL_GET_AUTOSTART, (call, ref) -> Convert.number(pool(call, ref).autostart()));
        on.call(STORAGE_POOL_IS_ACTIVE, (call, ref) -> Convert.number(pool(call, ref).active()));
        on.call(STORAGE_POOL_IS_PERSISTENT, (call, ref) -> Convert.number(pool(call, ref).persistent()));
        on.call(STORAGE_POOL_NUM_OF_VOLUMES, (call, ref) -> pool(call, ref).volumes().size());
        on.call(STORAGE_POOL_LIST_VOLUMES, (call, a) -> new ConnectMessages.Names(Convert.atMost(
                pool(call, a.pool()).volumes().stream().map(StorageVolume::name).toList(), a.number())));
        on.call(STORAGE_POOL_LIST_ALL_VOLUMES, (call, a) -> {
            call.noFlags(a.flags());
            List<StorageVolume> found = pool(call, a.pool()).volumes();
            return new StorageMessages.Volumes(
                    a.needResults() != 0 ? found.stream().map(StorageHandlers::ref).toList() : List.of(), found.size());
        });
    }

    private static void bindEvents(Dispatch on) {
        on.call(CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY, (call, a) -> {
            StoragePoolEvent.Kind kind = StoragePoolEvent.Kind.of(a.eventId());
            StoragePool pool = a.pool() == null ? null : pool(call, a.pool());
            StoragePools pools = pools(call);
            return call.session().events().registerObject(
                    call, (id, sender) -> pools.onEvent(kind, pool, event -> sender.send(message(id, event))));
        });
        on.run(CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY, (call, id) -> call.session().events().deregisterObject(id));
    }

    private static ByteBuffer message(int id, StoragePoolEvent event) {
        return switch (event) {
            case StoragePoolEvent.Lifecycle e -> EventMessage.of(STORAGE_POOL_EVENT_LIFECYCLE,
                    new StorageMessages.LifecycleEvent(id, ref(e.pool()), e.change().ordinal(), 0));
            case StoragePoolEvent.Refresh e ->
                EventMessage.of(STORAGE_POOL_EVENT_REFRESH, new StorageMessages.RefreshEvent(id, ref(e.pool())));
        };
    }

    /** {@return the constant with this number} */
    static <E extends Enum<E>> E constant(Class<E> type, int number, String what) {
        E[] all = type.getEnumConstants();
        if (number < 0 || number >= all.length) {
            throw JvirtException.invalidArgument(
                    ErrorDomain.STORAGE, what + " must be less than " + all.length + ", not " + Integer.toUnsignedString(number));
        }
        return all[number];
    }
}
