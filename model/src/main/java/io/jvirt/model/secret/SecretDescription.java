package io.jvirt.model.secret;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document of a secret, {@code <secret>}: what it is for. Its value is never part of it. */
@Element("secret")
@Doc("A password or key, without its value.")
public record SecretDescription(
        @Attr(def = "no") @Refusal(invalid = "invalid value of 'ephemeral'") @Doc("The value is kept in memory only.") YesNo ephemeral,
        @Attr(value = "private", def = "no") @Refusal(invalid = "invalid value of 'private'") @Doc("The value is told to nobody who asks for it.") YesNo privateSecret,
        @Child @Doc("The identity, unique everywhere.") @Nullable UUID uuid,
        @Child @Doc("Free text for people.") @Nullable String description,
        @Child @Doc("What the secret is for.") @Nullable Usage usage) {
    /** What a secret is for; no two secrets of a kind are for the same thing. */
    @Choice("type")
    @Refusal(invalid = "unknown secret usage type %s", missing = "unknown secret usage type")
    public sealed interface Usage {
        /** {@return what of that kind it is for} */
        String id();
    }

    @Case("volume")
    @Doc("The key of an encrypted volume.")
    public record Volume(
            @Child("volume") @Refusal(missing = "volume usage specified, but volume path is missing") @Doc("Path of the volume.") String id) implements Usage {
    }

    @Case("ceph")
    @Doc("The key of a Ceph client.")
    public record Ceph(
            @Child("name") @Refusal(missing = "Ceph usage specified, but name is missing") @Doc("Name that documents call it by.") String id) implements Usage {
    }

    @Case("iscsi")
    @Doc("The password of an iSCSI initiator.")
    public record Iscsi(
            @Child("target") @Refusal(missing = "iSCSI usage specified, but target is missing") @Doc("Name that documents call it by.") String id) implements Usage {
    }

    @Case("tls")
    @Doc("The password of a TLS key.")
    public record Tls(
            @Child("name") @Refusal(missing = "TLS usage specified, but name is missing") @Doc("Name that documents call it by.") String id) implements Usage {
    }

    @Case("vtpm")
    @Doc("The key of an emulated TPM's state.")
    public record Vtpm(
            @Child("name") @Refusal(missing = "vTPM usage specified, but name is missing") @Doc("Name that documents call it by.") String id) implements Usage {
    }

    /** {@return true when the value is kept in memory only} */
    public boolean isEphemeral() {
        return ephemeral == YesNo.YES;
    }

    /** {@return true when the value is told to nobody who asks for it} */
    public boolean isPrivate() {
        return privateSecret == YesNo.YES;
    }

    public SecretDescription withUuid(@Nullable UUID value) {
        return Records.with(this, "uuid", value);
    }
}
