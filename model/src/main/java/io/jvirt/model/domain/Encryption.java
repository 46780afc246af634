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
        @Attr Format format,
        @Attr @Nullable Engine engine,
        @Child List<EncryptionSecret> secret,
        @Child @Nullable Cipher cipher,
        @Child @Nullable Ivgen ivgen) {
    public Encryption {
        secret = List.copyOf(secret);
    }

    public enum Format implements XmlEnum { DEFAULT, QCOW, LUKS, LUKS2, LUKS_ANY }

    public enum Engine implements XmlEnum { QEMU, LIBRBD }

    @Element("secret")
    public record EncryptionSecret(@Attr Type type, @Attr @Nullable UUID uuid, @Attr @Nullable String usage) {
    }

    public enum Type implements XmlEnum { PASSPHRASE }

    public record Cipher(@Attr String name, @Attr int size, @Attr @Nullable String mode, @Attr @Nullable String hash) {
    }

    public record Ivgen(@Attr String name, @Attr @Nullable String hash) {
    }
}
