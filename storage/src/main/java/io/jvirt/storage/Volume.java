package io.jvirt.storage;

import io.jvirt.model.storage.StorageVolumeDescription;

/** A volume as its pool knows it; for whoever has the pool's lock. */
final class Volume {
    private StorageVolumeDescription description;
    private int users;

    Volume(StorageVolumeDescription description) {
        this.description = description;
    }

    StorageVolumeDescription description() {
        return description;
    }

    void describe(StorageVolumeDescription now) {
        description = now;
    }

    String name() {
        return description.name();
    }

    String key() {
        return String.valueOf(description.key());
    }

    String path() {
        return String.valueOf(description.target().path());
    }

    /** {@return whether a stream or a copy is at it} */
    boolean used() {
        return users > 0;
    }

    void use() {
        users++;
    }

    void leave() {
        users--;
    }
}
