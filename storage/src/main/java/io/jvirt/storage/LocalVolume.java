package io.jvirt.storage;

import io.jvirt.api.DataStream;
import io.jvirt.api.Flag;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StorageVolumeDescription;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection's handle of a volume. */
final class LocalVolume implements StorageVolume {
    private final LocalPools connection;
    private final Pool pool;
    private final String name;
    private final String key;

    LocalVolume(LocalPools connection, Pool pool, StorageVolumeDescription volume) {
        this.connection = connection;
        this.pool = pool;
        this.name = volume.name();
        this.key = String.valueOf(volume.key());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String poolName() {
        return pool.name();
    }

    @Override
    public StoragePool pool() {
        return connection.handle(pool);
    }

    @Override
    public Info info(StorageFlags.VolumeInfo... flags) {
        StorageVolumeDescription now = pool.fresh(name);
        MemorySize room = Flag.has(flags, StorageFlags.VolumeInfo.GET_PHYSICAL) ? now.physical() : now.allocation();
        return new Info(Type.valueOf(now.type().name()), now.size().bytes(),
                Objects.requireNonNullElse(room, MemorySize.ofBytes(0)).bytes());
    }

    @Override
    public String xml() {
        return pool.fresh(name).xml();
    }

    @Override
    public String path() {
        return String.valueOf(pool.volume(name).target().path());
    }

    @Override
    public void delete(StorageFlags.DeleteVolume... flags) {
        connection.writing("virStorageVolDelete");
        pool.remove(name, LocalPools.set(StorageFlags.DeleteVolume.class, flags));
    }

    @Override
    public void resize(long capacity, StorageFlags.ResizeVolume... flags) {
        connection.writing("virStorageVolResize");
        pool.resize(name, capacity, LocalPools.set(StorageFlags.ResizeVolume.class, flags));
    }

    @Override
    public void wipe(WipeAlgorithm algorithm) {
        connection.writing("virStorageVolWipePattern");
        Volume volume = pool.begin(name, true);
        try {
            StorageErrors.translating(() -> pool.backend().wipe(pool.description(), volume.description(), algorithm));
            pool.changed(volume);
        } finally {
            pool.end(volume);
        }
    }

    @Override
    public DataStream upload(long offset, long length, StorageFlags.Transfer... flags) {
        connection.writing("virStorageVolUpload");
        Volume volume = pool.begin(name, true);
        Once once = new Once();
        return stream(volume, once, () -> pool.backend().upload(pool.description(), volume.description(), offset, length, done -> {
            if (done) {
                pool.changed(volume);
            }
            once.end(() -> pool.end(volume));
        }));
    }

    @Override
    public DataStream download(long offset, long length, StorageFlags.Transfer... flags) {
        connection.writing("virStorageVolDownload");
        boolean sparse = Flag.has(flags, StorageFlags.Transfer.SPARSE_STREAM);
        Volume volume = pool.begin(name, false);
        Once once = new Once();
        return stream(volume, once, () -> pool.backend()
                .download(pool.description(), volume.description(), offset, length, sparse, () -> once.end(() -> pool.end(volume))));
    }

    private DataStream stream(Volume volume, Once once, java.util.function.Supplier<DataStream> opener) {
        boolean open = false;
        try {
            DataStream stream = StorageErrors.translating(opener);
            open = true;
            return stream;
        } finally {
            if (!open) {
                once.end(() -> pool.end(volume));
            }
        }
    }

    /** What must happen at the first of several ends. */
    private static final class Once {
        private final AtomicBoolean done = new AtomicBoolean();

        void end(Runnable action) {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        }
    }
}
