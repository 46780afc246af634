package io.jvirt.storage;

import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.api.storage.StoragePools;

/** Storage pools for whoever connects. */
public final class StorageService implements HostService<StoragePools> {
    @Override
    public Class<StoragePools> type() {
        return StoragePools.class;
    }

    @Override
    public StoragePools open(Place place, boolean readOnly) {
        return StorageErrors.translating(() -> new LocalPools(StorageInstance.open(place), readOnly));
    }

    @Override
    public void autostart(StoragePools service) {
        if (service instanceof LocalPools own) {
            own.instance().autostart();
        }
    }
}
