package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.StorageProcedures.*;

import io.jvirt.api.DataStream;
import io.jvirt.api.Flag;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.rpc.protocol.StorageMessages;
import io.jvirt.rpc.protocol.StorageMessages.VolumeRef;

/** A volume that a daemon has for us. */
record RemoteVolume(RemotePools pools, VolumeRef ref) implements StorageVolume {
    private RpcClient client() {
        return pools.client();
    }

    private StorageMessages.VolumeFlags with(Flag... flags) {
        return new StorageMessages.VolumeFlags(ref, Flag.bits(flags));
    }

    @Override
    public String name() {
        return ref.name();
    }

    @Override
    public String key() {
        return ref.key();
    }

    @Override
    public String poolName() {
        return ref.pool();
    }

    @Override
    public StoragePool pool() {
        return pools.poolOf(ref);
    }

    @Override
    public Info info(StorageFlags.VolumeInfo... flags) {
        // Daemons of any age know the call without flags.
        StorageMessages.VolumeInfo info = flags.length == 0
                ? client().call(STORAGE_VOL_GET_INFO, ref)
                : client().call(STORAGE_VOL_GET_INFO_FLAGS, with(flags));
        Type[] types = Type.values();
        return new Info(types[Math.clamp(info.type(), 0, types.length - 1)], info.capacity(), info.allocation());
    }

    @Override
    public String xml() {
        return client().call(STORAGE_VOL_GET_XML_DESC, with());
    }

    @Override
    public String path() {
        return client().call(STORAGE_VOL_GET_PATH, ref);
    }

    @Override
    public void delete(StorageFlags.DeleteVolume... flags) {
        client().call(STORAGE_VOL_DELETE, with(flags));
    }

    @Override
    public void resize(long capacity, StorageFlags.ResizeVolume... flags) {
        client().call(STORAGE_VOL_RESIZE, new StorageMessages.Resize(ref, capacity, Flag.bits(flags)));
    }

    @Override
    public void wipe(WipeAlgorithm algorithm) {
        if (algorithm == WipeAlgorithm.ZERO) {
            client().call(STORAGE_VOL_WIPE, with());
        } else {
            client().call(STORAGE_VOL_WIPE_PATTERN, new StorageMessages.Wipe(ref, algorithm.ordinal(), 0));
        }
    }

    @Override
    public DataStream upload(long offset, long length, StorageFlags.Transfer... flags) {
        return client().open(STORAGE_VOL_UPLOAD, new StorageMessages.Transfer(ref, offset, length, Flag.bits(flags))).stream();
    }

    @Override
    public DataStream download(long offset, long length, StorageFlags.Transfer... flags) {
        return client().open(STORAGE_VOL_DOWNLOAD, new StorageMessages.Transfer(ref, offset, length, Flag.bits(flags))).stream();
    }
}
