package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Doc("Credentials, the password being one of libvirt's secrets.")
public record StorageAuth(
        @Attr @Doc("Name of the user.") String username,
        @Child @Doc("The password.") StorageSecret secret) {
    public record StorageSecret(
            @Attr @Doc("Kind of service.") @Nullable String type,
            @Attr @Doc("Identity of the secret.") @Nullable UUID uuid,
            @Attr @Doc("What the secret is for.") @Nullable String usage) {
    }
}
