package io.jvirt.qemu.command;

import io.jvirt.model.domain.Crypto;

/** Cryptography accelerators. */
final class CryptoDevices {
    private CryptoDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Crypto crypto : guest.devices().cryptos()) {
            String alias = guest.alias(crypto);
            String type = switch (crypto.backend().model()) {
                case BUILTIN -> "cryptodev-backend-builtin";
                case LKCF -> "cryptodev-backend-lkcf";
            };
            out.object(Props.object(type, "obj" + alias).positive("queues", crypto.backend().queues()));
            Addresses.extension(guest, out, crypto.info());
            Props props = VirtioDevice.props("virtio-crypto", (String) null, VirtioDevice.options(crypto.driver()),
                    crypto.info()).text("cryptodev", "obj" + alias).text("id", alias);
            Addresses.add(guest, props, crypto.info());
            out.device(props);
        }
    }
}
