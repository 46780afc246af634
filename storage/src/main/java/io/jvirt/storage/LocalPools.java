package io.jvirt.storage;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.storage.StorageFlags.ListPools;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.model.storage.StoragePaths;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StoragePoolType;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.service.EventChannel;
import io.jvirt.service.ServiceErrors;
import io.jvirt.service.SharedInstances;
import io.jvirt.storage.backend.Backends;
import io.jvirt.storage.backend.PoolBackend;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pools of a place as one connection sees them. */
final class LocalPools implements StoragePools {
    private final SharedInstances.Hold<StorageInstance> hold;
    private final StorageInstance instance;
    private final boolean readOnly;
    private final EventChannel<LocalPools> events;

    LocalPools(SharedInstances.Hold<StorageInstance> hold, boolean readOnly) {
        this.hold = hold;
        this.instance = hold.value();
        this.readOnly = readOnly;
        this.events = instance.listen(this);
    }

    StorageInstance instance() {
        return instance;
    }

    StoragePool handle(Pool pool) {
        return new LocalPool(this, pool);
    }

    /** Refuses a call that changes something on a connection that may not. */
    void writing(String function) {
        if (readOnly) {
            throw StorageErrors.denied(function);
        }
    }

    /** {@return the flags as a set, none of them twice} */
    static <F extends Enum<F> & Flag> Set<F> set(Class<F> type, F[] flags) {
        Set<F> set = EnumSet.noneOf(type);
        set.addAll(List.of(flags));
        return set;
    }

    @Override
    public List<StoragePool> list(ListPools... flags) {
        Set<ListPools> wanted = set(ListPools.class, flags);
        List<StoragePool> found = new ArrayList<>();
        for (Pool pool : instance.pools()) {
            if (matches(pool, wanted)) {
                found.add(handle(pool));
            }
        }
        return found;
    }

    /** Of each group of flags one has to fit, when any of the group is given. */
    private static boolean matches(Pool pool, Set<ListPools> wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        Set<ListPools> types = EnumSet.range(ListPools.DIR, ListPools.ISCSI_DIRECT);
        types.retainAll(wanted);
        StoragePoolType type = pool.description().type();
        return fits(wanted, ListPools.ACTIVE, ListPools.INACTIVE, pool.active())
                && fits(wanted, ListPools.PERSISTENT, ListPools.TRANSIENT, pool.persistent())
                && fits(wanted, ListPools.AUTOSTART, ListPools.NO_AUTOSTART, pool.autostart())
                && (types.isEmpty() || types.contains(ListPools.valueOf(type.name())));
    }

    private static boolean fits(Set<ListPools> wanted, ListPools yes, ListPools no, boolean is) {
        return !wanted.contains(yes) && !wanted.contains(no) || wanted.contains(is ? yes : no);
    }

    @Override
    public StoragePool pool(String name) {
        return handle(instance.pool(name));
    }

    @Override
    public StoragePool pool(UUID uuid) {
        return handle(instance.find(uuid)
                .orElseThrow(() -> StorageErrors.noPool("no storage pool with matching uuid '" + uuid + "'")));
    }

    @Override
    public StoragePool poolByTarget(String path) {
        String wanted = StoragePaths.sanitized(path);
        for (Pool pool : instance.pools()) {
            if (pool.active() && wanted.equals(pool.description().target().path())) {
                return handle(pool);
            }
        }
        throw StorageErrors.noPool("no storage pool with matching target path '" + wanted + "'");
    }

    @Override
    public StoragePool define(String xml, StorageFlags.DefinePool... flags) {
        writing("virStoragePoolDefineXML");
        checkSchema(StoragePoolDescription.class, xml, Flag.has(flags, StorageFlags.DefinePool.VALIDATE), StoragePoolDescription.PARSING);
        return handle(instance.define(xml));
    }

    static <T> void checkSchema(Class<T> type, String xml, boolean wanted, io.jvirt.model.xml.ParseOptions options) {
        if (wanted) {
            ServiceErrors.reading(ErrorDomain.STORAGE, () -> Xml.parse(type, xml, options.withStrict(true)));
        }
    }

    @Override
    public StoragePool create(String xml, StorageFlags.CreatePool... flags) {
        writing("virStoragePoolCreateXML");
        return handle(instance.create(xml, set(StorageFlags.CreatePool.class, flags)));
    }

    @Override
    public String findSources(String type, @Nullable String specification) {
        writing("virConnectFindStoragePoolSources");
        StoragePoolType wanted = XmlEnum.find(StoragePoolType.class, type);
        if (wanted == null) {
            throw StorageErrors.internal("unknown storage pool type " + type);
        }
        PoolBackend backend = Backends.of(wanted);
        if (!backend.findsSources()) {
            throw StorageErrors.noSupport("pool type '" + type + "' does not support source discovery");
        }
        StoragePoolSource where = specification == null
                ? null
                : ServiceErrors.reading(ErrorDomain.STORAGE, () ->
                        Xml.parse(StoragePoolSource.class, specification, StoragePoolDescription.PARSING.withLabel("(storage_source_specification)")));
        StringBuilder document = new StringBuilder("<sources>\n");
        for (StoragePoolSource source : StorageErrors.translating(() -> backend.findSources(where))) {
            document.append(Xml.format(StoragePoolSource.class, source, new FormatOptions(true, false, 1)));
        }
        return document.append("</sources>\n").toString();
    }

    @Override
    public String capabilities() {
        return PoolCapabilities.document();
    }

    @Override
    public StorageVolume volumeByKey(String key) {
        return volume(volume -> volume.key().equals(key), "no storage vol with matching key " + key);
    }

    @Override
    public StorageVolume volumeByPath(String path) {
        String clean = StoragePaths.sanitized(path);
        String real = StorageInstance.real(clean);
        return volume(volume -> volume.path().equals(clean) || volume.path().equals(real),
                "no storage vol with matching path '" + path + "'");
    }

    private StorageVolume volume(Function<Volume, Boolean> wanted, String otherwise) {
        for (Pool pool : instance.pools()) {
            StorageVolumeDescription found = pool.find(wanted);
            if (found != null) {
                return new LocalVolume(this, pool, found);
            }
        }
        throw StorageErrors.noVolume(otherwise);
    }

    @Override
    public EventRegistration onEvent(
            StoragePoolEvent.Kind kind, @Nullable StoragePool pool, Consumer<? super StoragePoolEvent> listener) {
        UUID only = pool == null ? null : pool.uuid();
        return events.listen(
                StoragePoolEvent.class,
                event -> event.kind() == kind && (only == null || only.equals(event.pool().uuid())),
                listener);
    }

    @Override
    public void close() {
        events.close();
        hold.close();
    }
}
