package io.jvirt.qemu.command;

import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.StorageSource;
import org.jspecify.annotations.Nullable;

/** Where the firmware's variables are. */
final class NvramSource {
    private NvramSource() {
    }

    static @Nullable StorageSource of(Os.Nvram nvram) {
        if (nvram.source() != null) {
            return nvram.source();
        }
        return nvram.path() == null ? null : new StorageSource.File(nvram.path());
    }
}
