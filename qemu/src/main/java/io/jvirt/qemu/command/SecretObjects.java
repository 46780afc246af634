package io.jvirt.qemu.command;

import io.jvirt.model.domain.StorageAuth;
import org.jspecify.annotations.Nullable;

/** Objects by which QEMU gets at secrets; their values are always sealed with the master key. */
final class SecretObjects {
    /** Name of the object that holds the master key. */
    private static final String MASTER_KEY = "masterKey0";

    private SecretObjects() {
    }

    static void masterKey(Guest guest, Arguments out) {
        String file = guest.environment().masterKeyFile();
        if (file != null) {
            out.object(Props.object("secret", MASTER_KEY).text("format", "raw").text("file", file));
        }
    }

    static void add(Arguments out, String id, SealedSecret secret) {
        out.object(Props.object("secret", id).text("data", secret.data()).text("keyid", MASTER_KEY)
                .text("iv", secret.iv()).text("format", "base64"));
    }

    /** Adds the password of a storage account. */
    static void auth(Guest guest, Arguments out, String id, StorageAuth auth) {
        StorageAuth.StorageSecret secret = auth.secret();
        String type = secret.type() == null ? "iscsi" : secret.type();
        add(out, id, guest.secrets().stored(type, secret.uuid(), secret.usage()));
    }

    /**
     * Adds an object for TLS, and one for the passphrase of the private key when it has one.
     *
     * @param files where the certificates are
     * @param id the object's name
     * @param secretId the passphrase object's name
     * @param server whether QEMU is the server
     */
    static void tls(Guest guest, Arguments out, DriverSettings.TlsFiles files, String id, String secretId,
            boolean server) {
        @Nullable String password = null;
        if (files.keySecret() != null) {
            add(out, secretId, guest.secrets().stored("tls", files.keySecret(), null));
            password = secretId;
        }
        out.object(Props.object("tls-creds-x509", id).text("dir", files.directory())
                .text("endpoint", server ? "server" : "client").flag("verify-peer", !server || files.verifyPeer())
                .text("passwordid", password));
    }
}
