package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.XmlEnum;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Doc("The image is encrypted.")
public record Encryption(
        @Attr @Doc("Format of the encryption.") Format format,
        @Attr @Doc("Who decrypts.") @Nullable Engine engine,
        @Child @Doc("The key.") List<EncryptionSecret> secret,
        @Child @Doc("The cipher.") @Nullable Cipher cipher,
        @Child @Doc("How initial vectors are made.") @Nullable Ivgen ivgen) {
    public Encryption {
        secret = List.copyOf(secret);
    }

    public enum Format implements XmlEnum { DEFAULT, QCOW, LUKS, LUKS2, LUKS_ANY }

    public enum Engine implements XmlEnum { QEMU, LIBRBD }

    @Element("secret")
    public record EncryptionSecret(
            @Attr @Doc("Kind of secret.") Type type,
            @Attr @Doc("Identity of the secret.") @Nullable UUID uuid,
            @Attr @Doc("What the secret is for.") @Nullable String usage) {
    }

    public enum Type implements XmlEnum { PASSPHRASE }

    public record Cipher(
            @Attr @Doc("Name of the cipher.") String name,
            @Attr @Doc("Length of the key in bits.") int size,
            @Attr @Doc("Mode of operation.") @Nullable String mode,
            @Attr @Doc("Hash function.") @Nullable String hash) {
    }

    public record Ivgen(
            @Attr @Doc("Name of the method.") String name,
            @Attr @Doc("Hash function.") @Nullable String hash) {
    }
}
