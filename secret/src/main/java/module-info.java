/** Secrets: passwords and keys that documents name, each with a file that only its owner can read. */
@org.jspecify.annotations.NullMarked
module io.jvirt.secret {
    requires static org.jspecify;
    requires transitive io.jvirt.service;

    provides io.jvirt.api.spi.HostService with
            io.jvirt.secret.SecretService;
}
