package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.StorageProcedures.*;

import io.jvirt.api.Flag;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.rpc.protocol.StorageMessages;
import io.jvirt.rpc.protocol.StorageMessages.PoolRef;
import java.util.List;
import java.util.UUID;

/** A storage pool that a daemon has for us. */
record RemotePool(RemotePools pools, PoolRef ref) implements StoragePool {
    private RpcClient client() {
        return pools.client();
    }

    private StorageMessages.PoolFlags with(Flag... flags) {
        return new StorageMessages.PoolFlags(ref, Flag.bits(flags));
    }

    @Override
    public String name() {
        return ref.name();
    }

    @Override
    public UUID uuid() {
        return ref.uuid();
    }

    @Override
    public Info info() {
        StorageMessages.PoolInfo info = client().call(STORAGE_POOL_GET_INFO, ref);
        State[] states = State.values();
        State state = states[Math.clamp(info.state(), 0, states.length - 1)];
        return new Info(state, info.capacity(), info.allocation(), info.available());
    }

    @Override
    public String xml(StorageFlags.PoolXml... flags) {
        return client().call(STORAGE_POOL_GET_XML_DESC, with(flags));
    }

    @Override
    public boolean active() {
        return client().call(STORAGE_POOL_IS_ACTIVE, ref) != 0;
    }

    @Override
    public boolean persistent() {
        return client().call(STORAGE_POOL_IS_PERSISTENT, ref) != 0;
    }

    @Override
    public boolean autostart() {
        return client().call(STORAGE_POOL_GET_AUTOSTART, ref) != 0;
    }

    @Override
    public void setAutostart(boolean on) {
        client().call(STORAGE_POOL_SET_AUTOSTART, new StorageMessages.PoolNumber(ref, on ? 1 : 0));
    }

    @Override
    public void build(StorageFlags.BuildPool... flags) {
        client().call(STORAGE_POOL_BUILD, with(flags));
    }

    @Override
    public void start(StorageFlags.CreatePool... flags) {
        client().call(STORAGE_POOL_CREATE, with(flags));
    }

    @Override
    public void stop() {
        client().call(STORAGE_POOL_DESTROY, ref);
    }

    @Override
    public void delete(StorageFlags.DeletePool... flags) {
        client().call(STORAGE_POOL_DELETE, with(flags));
    }

    @Override
    public void undefine() {
        client().call(STORAGE_POOL_UNDEFINE, ref);
    }

    @Override
    public void refresh() {
        client().call(STORAGE_POOL_REFRESH, with());
    }

    @Override
    public List<StorageVolume> volumes() {
        return client().call(STORAGE_POOL_LIST_ALL_VOLUMES, new StorageMessages.ListVolumes(ref, 1, 0)).volumes().stream()
                .map(pools::volume)
                .toList();
    }

    @Override
    public StorageVolume volume(String name) {
        return pools.volume(client().call(STORAGE_VOL_LOOKUP_BY_NAME, new StorageMessages.PoolText(ref, name)));
    }

    @Override
    public StorageVolume createVolume(String xml, StorageFlags.CreateVolume... flags) {
        return pools.volume(client().call(
                STORAGE_VOL_CREATE_XML, new StorageMessages.CreateVolume(ref, xml, Flag.bits(flags))));
    }

    @Override
    public StorageVolume createVolumeFrom(String xml, StorageVolume source, StorageFlags.CreateVolume... flags) {
        return pools.volume(client().call(
                STORAGE_VOL_CREATE_XML_FROM,
                new StorageMessages.CreateVolumeFrom(ref, xml, RemotePools.ref(source), Flag.bits(flags))));
    }
}
