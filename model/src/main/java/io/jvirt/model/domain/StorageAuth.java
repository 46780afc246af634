package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Doc("Credentials, the password being one of libvirt's secrets.")
public record StorageAuth(@Attr String username, @Child StorageSecret secret) {
    public record StorageSecret(
            @Attr @Nullable String type, @Attr @Nullable UUID uuid, @Attr @Nullable String usage) {
    }
}
