package io.jvirt.model.storage;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Where the host has the pool's volumes.")
public record StoragePoolTarget(
        @Child @Doc("The folder, also of devices.") @Nullable String path,
        @Child @Nullable Permissions permissions) {
}
