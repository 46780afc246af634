package io.jvirt.qemu.complete;

import io.jvirt.model.MacAddress;
import java.security.SecureRandom;

/** What is made up when a document does not give it. */
final class Generated {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Generated() { }

    /** {@return a hardware address in the range that QEMU and KVM guests use, 52:54:00} */
    static MacAddress mac() {
        return MacAddress.parse("52:54:00:%02x:%02x:%02x".formatted(RANDOM.nextInt(256), RANDOM.nextInt(256),
                RANDOM.nextInt(256)));
    }
}
