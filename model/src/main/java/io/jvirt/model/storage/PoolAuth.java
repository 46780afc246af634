package io.jvirt.model.storage;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Doc("As whom to ask for the storage, the password being one of libvirt's secrets.")
public record PoolAuth(
        @Attr @Refusal(invalid = "unknown auth type '%s'", missing = "storage pool missing auth type") @Doc("How the server asks.") Method type,
        @Attr @Refusal(missing = "missing username for auth") @Doc("Name of the user.") String username,
        @Child @Refusal(missing = "Missing <secret> element in auth") SecretReference secret) {
    /** The ways to prove who one is. */
    public enum Method implements XmlEnum { CHAP, CEPH }

    @Doc("The password.")
    public record SecretReference(
            @Attr @Doc("Kind of service.") @Nullable String type,
            @Attr @Doc("Identity of the secret.") @Nullable UUID uuid,
            @Attr @Doc("What the secret is for.") @Nullable String usage) {
        public SecretReference {
            if (uuid == null && usage == null) {
                throw new IllegalArgumentException("missing secret uuid or usage attribute");
            }
            if (uuid != null && usage != null) {
                throw new IllegalArgumentException("either secret uuid or usage expected");
            }
        }
    }
}
