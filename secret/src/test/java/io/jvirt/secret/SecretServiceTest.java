package io.jvirt.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.secret.Secret;
import io.jvirt.api.secret.SecretEvent;
import io.jvirt.api.secret.SecretFlags;
import io.jvirt.api.secret.SecretUsage;
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.spi.Place;
import io.jvirt.api.spi.SecretValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretServiceTest {
    private static final byte[] VALUE = "open sesame".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private Secrets open(boolean readOnly) {
        return new SecretService().open(Place.embed(root), readOnly);
    }

    private static String document(String attributes, String usage) {
        return "<secret " + attributes + "><usage " + usage + "</usage></secret>";
    }

    private static void refused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aValueOutlivesTheProcessInAFileOfItsOwnersAlone() throws IOException {
        UUID uuid;
        try (Secrets secrets = open(false)) {
            Secret secret = secrets.define(document("", "type='volume'><volume>/a</volume>"));
            uuid = secret.uuid();
            refused(ErrorCode.NO_SECRET, secret::value);
            secret.setValue(VALUE);
        }
        Path folder = Place.embed(root).part("secrets").config();
        for (String suffix : new String[] {".xml", ".base64"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(uuid + suffix)))).isEqualTo("rw-------");
        }
        assertThat(Files.readString(folder.resolve(uuid + ".xml"))).doesNotContain("sesame");
        try (Secrets secrets = open(false)) {
            assertThat(secrets.secret(SecretUsage.VOLUME, "/a").value()).isEqualTo(VALUE);
            secrets.secret(uuid).undefine();
            assertThat(folder).isEmptyDirectory();
            refused(ErrorCode.NO_SECRET, () -> secrets.secret(uuid));
        }
    }

    @Test
    void whatACrashLeftOfARemovalIsRemoved() throws IOException {
        Path folder = Place.embed(root).part("secrets").config();
        try (Secrets secrets = open(false)) {
            secrets.define(document("", "type='tls'><name>t</name>")).setValue(VALUE);
        }
        try (var files = Files.newDirectoryStream(folder, "*.xml")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        try (Secrets secrets = open(false)) {
            assertThat(secrets.list()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void anEphemeralSecretLeavesNothing() {
        try (Secrets secrets = open(false)) {
            Secret secret = secrets.define(document("ephemeral='yes'", "type='ceph'><name>c</name>"));
            secret.setValue(VALUE);
            assertThat(secret.value()).isEqualTo(VALUE);
            assertThat(Place.embed(root).part("secrets").config()).isEmptyDirectory();
        }
        try (Secrets secrets = open(false)) {
            assertThat(secrets.list()).isEmpty();
        }
    }

    @Test
    void privateValuesAreForGuestsAlone() {
        try (Secrets secrets = open(false); Secrets reader = open(true)) {
            Secret secret = secrets.define(document("private='yes'", "type='iscsi'><target>t</target>"));
            secret.setValue(VALUE);
            refused(ErrorCode.INVALID_SECRET, secret::value);
            assertThat(((SecretValues) secrets).valueOf(SecretUsage.ISCSI, "t")).isEqualTo(VALUE);
            refused(ErrorCode.OPERATION_DENIED, () -> reader.secret(secret.uuid()).value());
            refused(ErrorCode.OPERATION_DENIED, () -> ((SecretValues) reader).valueOf(secret.uuid()));
            refused(ErrorCode.OPERATION_DENIED, () -> reader.secret(secret.uuid()).setValue(VALUE));
            refused(ErrorCode.OPERATION_DENIED, () -> secrets.define(
                    "<secret><uuid>" + secret.uuid() + "</uuid><usage type='iscsi'><target>t</target></usage></secret>"));
        }
    }

    @Test
    void noTwoSecretsAreForOneThing() {
        try (Secrets secrets = open(false)) {
            String document = document("", "type='vtpm'><name>v</name>");
            Secret secret = secrets.define(document);
            assertThatThrownBy(() -> secrets.define(document)).hasMessageContaining("already defined for use with v");
            assertThatThrownBy(() -> secrets.define("<secret><uuid>" + secret.uuid() + "</uuid></secret>"))
                    .hasMessageContaining("is already defined for use with v");
            assertThat(secrets.define(secret.xml()).uuid()).isEqualTo(secret.uuid());
            refused(ErrorCode.XML_INVALID_SCHEMA, () -> secrets.define("<secret><other/></secret>", SecretFlags.Define.VALIDATE));
        }
    }

    @Test
    void listsAreChosenByFlags() {
        try (Secrets secrets = open(false)) {
            secrets.define("<secret ephemeral='yes' private='yes'/>");
            secrets.define("<secret private='yes'/>");
            secrets.define("<secret/>");
            assertThat(secrets.list()).hasSize(3);
            assertThat(secrets.list(SecretFlags.ListAll.PRIVATE)).hasSize(2);
            assertThat(secrets.list(SecretFlags.ListAll.PRIVATE, SecretFlags.ListAll.NO_EPHEMERAL)).hasSize(1);
            assertThat(secrets.list(SecretFlags.ListAll.EPHEMERAL, SecretFlags.ListAll.NO_EPHEMERAL)).hasSize(3);
        }
    }

    @Test
    void everybodyIsTold() throws InterruptedException {
        var told = new LinkedBlockingQueue<SecretEvent>();
        try (Secrets secrets = open(false); Secrets other = open(true)) {
            other.onEvent(SecretEvent.Kind.LIFECYCLE, null, told::add);
            other.onEvent(SecretEvent.Kind.VALUE_CHANGED, null, told::add);
            Secret secret = secrets.define("<secret/>");
            secret.setValue(VALUE);
            secret.undefine();
            assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(SecretEvent.Lifecycle.class,
                    event -> assertThat(event.change()).isEqualTo(SecretEvent.Change.DEFINED));
            assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOf(SecretEvent.ValueChanged.class);
            assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(SecretEvent.Lifecycle.class, event -> {
                assertThat(event.change()).isEqualTo(SecretEvent.Change.UNDEFINED);
                assertThat(event.secret().uuid()).isEqualTo(secret.uuid());
            });
        }
    }
}
