package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.StorageProcedures.*;

import io.jvirt.api.DataStream;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.rpc.protocol.StorageMessages;
import io.jvirt.rpc.protocol.StorageMessages.VolumeRef;
import io.jvirt.rpc.server.Dispatch.Opened;

/** Volumes of storage pools. */
final class StorageVolumeHandlers {
    private StorageVolumeHandlers() {}

    private static StorageVolume volume(Call call, VolumeRef ref) {
        return StorageHandlers.pools(call).pool(ref.pool()).volume(ref.name());
    }

    static void bind(Dispatch on) {
        bindLookup(on);
        bindChanges(on);
    }

    private static void bindLookup(Dispatch on) {
        on.call(STORAGE_VOL_LOOKUP_BY_NAME, (call, a) ->
                StorageHandlers.ref(StorageHandlers.pool(call, a.pool()).volume(a.text())));
        on.call(STORAGE_VOL_LOOKUP_BY_KEY, (call, key) -> StorageHandlers.ref(StorageHandlers.pools(call).volumeByKey(key)));
        on.call(STORAGE_VOL_LOOKUP_BY_PATH, (call, path) -> StorageHandlers.ref(StorageHandlers.pools(call).volumeByPath(path)));
        on.call(STORAGE_VOL_GET_INFO, (call, ref) -> info(volume(call, ref).info()));
        on.call(STORAGE_VOL_GET_INFO_FLAGS, (call, a) ->
                info(volume(call, a.volume()).info(call.flags(StorageFlags.VolumeInfo.class, a.flags()))));
        on.call(STORAGE_VOL_GET_XML_DESC, (call, a) -> {
            call.noFlags(a.flags());
            return volume(call, a.volume()).xml();
        });
        on.call(STORAGE_VOL_GET_PATH, (call, ref) -> volume(call, ref).path());
    }

    private static StorageMessages.VolumeInfo info(StorageVolume.Info info) {
        return new StorageMessages.VolumeInfo(info.type().ordinal(), info.capacity(), info.allocation());
    }

    private static void bindChanges(Dispatch on) {
        on.call(STORAGE_VOL_CREATE_XML, (call, a) -> StorageHandlers.ref(StorageHandlers.pool(call, a.pool())
                .createVolume(a.xml(), call.flags(StorageFlags.CreateVolume.class, a.flags()))));
        on.call(STORAGE_VOL_CREATE_XML_FROM, (call, a) -> StorageHandlers.ref(StorageHandlers.pool(call, a.pool())
                .createVolumeFrom(a.xml(), volume(call, a.original()), call.flags(StorageFlags.CreateVolume.class, a.flags()))));
        on.run(STORAGE_VOL_DELETE, (call, a) ->
                volume(call, a.volume()).delete(call.flags(StorageFlags.DeleteVolume.class, a.flags())));
        on.run(STORAGE_VOL_WIPE, (call, a) -> {
            call.noFlags(a.flags());
            volume(call, a.volume()).wipe(StorageVolume.WipeAlgorithm.ZERO);
        });
        on.run(STORAGE_VOL_WIPE_PATTERN, (call, a) -> {
            call.noFlags(a.flags());
            volume(call, a.volume()).wipe(StorageHandlers.constant(StorageVolume.WipeAlgorithm.class, a.algorithm(), "algorithm"));
        });
        on.run(STORAGE_VOL_RESIZE, (call, a) -> volume(call, a.volume())
                .resize(a.capacity(), call.flags(StorageFlags.ResizeVolume.class, a.flags())));
        on.stream(STORAGE_VOL_UPLOAD, (call, a) -> {
            DataStream data = volume(call, a.volume())
                    .upload(a.offset(), a.length(), call.flags(StorageFlags.Transfer.class, a.flags()));
            return opened(data, false);
        });
        on.stream(STORAGE_VOL_DOWNLOAD, (call, a) -> {
            DataStream data = volume(call, a.volume())
                    .download(a.offset(), a.length(), call.flags(StorageFlags.Transfer.class, a.flags()));
            return opened(data, true);
        });
    }

    @SuppressWarnings("NullAway") // null is the only value of Void
    private static Opened<Void> opened(DataStream data, boolean toClient) {
        return new Opened<>(null, data, toClient, !toClient);
    }
}
