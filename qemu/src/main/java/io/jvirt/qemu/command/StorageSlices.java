package io.jvirt.qemu.command;

import io.jvirt.model.domain.StorageSource;
import org.jspecify.annotations.Nullable;

/** The part of a file or device that an image takes up, when it is not all of it. */
final class StorageSlices {
    private StorageSlices() {
    }

    static StorageSource.@Nullable Slice of(StorageSource source) {
        return source.common().slices().stream().filter(s -> s.type().equals("storage")).findFirst().orElse(null);
    }
}
