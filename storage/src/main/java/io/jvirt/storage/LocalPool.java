package io.jvirt.storage;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.model.MemorySize;
import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.model.storage.StorageVolumeCompletion;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.xml.Xml;
import io.jvirt.service.ServiceErrors;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A connection's handle of a pool. */
final class LocalPool implements StoragePool {
    private final LocalPools connection;
    private final Pool known;

    LocalPool(LocalPools connection, Pool pool) {
        this.connection = connection;
        this.known = pool;
    }

    /** {@return the pool, another one of this name and identity when the first has gone} */
    private Pool pool() {
        if (!known.gone()) {
            return known;
        }
        return connection.instance().find(known.uuid()).orElseThrow(known::goneError);
    }

    @Override
    public String name() {
        return known.name();
    }

    @Override
    public UUID uuid() {
        return known.uuid();
    }

    @Override
    public Info info() {
        return pool().info();
    }

    @Override
    public String xml(StorageFlags.PoolXml... flags) {
        return pool().xml(Flag.has(flags, StorageFlags.PoolXml.INACTIVE));
    }

    @Override
    public boolean active() {
        return pool().active();
    }

    @Override
    public boolean persistent() {
        return pool().persistent();
    }

    @Override
    public boolean autostart() {
        return pool().autostart();
    }

    @Override
    public void setAutostart(boolean on) {
        connection.writing("virStoragePoolSetAutostart");
        pool().setAutostart(on);
    }

    @Override
    public void build(StorageFlags.BuildPool... flags) {
        connection.writing("virStoragePoolBuild");
        pool().build(LocalPools.set(StorageFlags.BuildPool.class, flags));
    }

    @Override
    public void start(StorageFlags.CreatePool... flags) {
        connection.writing("virStoragePoolCreate");
        pool().start(LocalPools.set(StorageFlags.CreatePool.class, flags));
    }

    @Override
    public void stop() {
        connection.writing("virStoragePoolDestroy");
        pool().stop();
    }

    @Override
    public void delete(StorageFlags.DeletePool... flags) {
        connection.writing("virStoragePoolDelete");
        pool().delete(LocalPools.set(StorageFlags.DeletePool.class, flags));
    }

    @Override
    public void undefine() {
        connection.writing("virStoragePoolUndefine");
        pool().undefine();
    }

    @Override
    public void refresh() {
        connection.writing("virStoragePoolRefresh");
        pool().refresh();
    }

    @Override
    public List<StorageVolume> volumes() {
        Pool pool = pool();
        return pool.volumes().stream().<StorageVolume>map(volume -> new LocalVolume(connection, pool, volume)).toList();
    }

    @Override
    public StorageVolume volume(String name) {
        Pool pool = pool();
        return new LocalVolume(connection, pool, pool.volume(name));
    }

    @Override
    public StorageVolume createVolume(String xml, StorageFlags.CreateVolume... flags) {
        connection.writing("virStorageVolCreateXML");
        Pool pool = pool();
        Set<StorageFlags.CreateVolume> wanted = LocalPools.set(StorageFlags.CreateVolume.class, flags);
        StorageVolumeDescription volume = parse(xml, pool, wanted, true);
        return new LocalVolume(connection, pool, pool.make(volume, null, wanted));
    }

    @Override
    public StorageVolume createVolumeFrom(String xml, StorageVolume source, StorageFlags.CreateVolume... flags) {
        connection.writing("virStorageVolCreateXMLFrom");
        Pool pool = pool();
        Set<StorageFlags.CreateVolume> wanted = LocalPools.set(StorageFlags.CreateVolume.class, flags);
        StorageVolumeDescription volume = parse(xml, pool, wanted, false);
        Pool from = connection.instance().pool(source.poolName());
        return from.withVolume(source.name(), false, original -> {
            boolean larger = volume.size().compareTo(original.size()) > 0;
            StorageVolumeDescription sized = larger ? volume : volume.withCapacity(original.capacity());
            StorageVolumeDescription made = pool.make(
                    sized.allocation() == null ? sized.withAllocation(MemorySize.ofBytes(0)) : sized, original, wanted);
            return new LocalVolume(connection, pool, made);
        });
    }

    private static StorageVolumeDescription parse(String xml, Pool pool, Set<StorageFlags.CreateVolume> flags, boolean sized) {
        LocalPools.checkSchema(StorageVolumeDescription.class, xml, flags.contains(StorageFlags.CreateVolume.VALIDATE),
                StorageVolumeDescription.PARSING);
        StoragePoolType type = pool.description().type();
        return ServiceErrors.reading(ErrorDomain.STORAGE, () -> {
            StorageVolumeDescription read = Xml.parse(StorageVolumeDescription.class, xml, StorageVolumeDescription.PARSING);
            // A volume with a backing store is by default as large as that.
            return sized && read.backingStore() == null
                    ? StorageVolumeCompletion.complete(read, type)
                    : StorageVolumeCompletion.completeWithoutCapacity(read, type);
        });
    }
}
