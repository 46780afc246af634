package io.jvirt.storage;

import io.jvirt.api.spi.GuestStorage;
import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.service.SharedInstances;
import java.util.Set;
import java.util.UUID;

/** Storage for the drivers of guests. */
public final class GuestStorageService implements HostService<GuestStorage> {
    @Override
    public Class<GuestStorage> type() {
        return GuestStorage.class;
    }

    @Override
    public GuestStorage open(Place place, boolean readOnly) {
        return StorageErrors.translating(() -> new Local(StorageInstance.open(place)));
    }

    private record Local(SharedInstances.Hold<StorageInstance> hold) implements GuestStorage {
        @Override
        public Location locate(String poolName, String volumeName) {
            Pool pool = hold.value().pool(poolName);
            StorageVolumeDescription volume = pool.volume(volumeName);
            return new Location(
                    StorageVolume.Type.valueOf(volume.type().name()),
                    String.valueOf(volume.target().path()),
                    volume.target().format(),
                    pool.xml(false));
        }

        @Override
        public void take(String path, Use use, UUID guest, String guestName, long pid) {
            StorageErrors.translating(() -> hold.value().leases().take(path, use, guest, guestName, pid));
        }

        @Override
        public void release(UUID guest) {
            StorageErrors.translating(() -> hold.value().leases().retain(guest, Set.of()));
        }

        @Override
        public void retain(UUID guest, Set<String> paths) {
            StorageErrors.translating(() -> hold.value().leases().retain(guest, paths));
        }

        @Override
        public void close() {
            hold.close();
        }
    }
}
