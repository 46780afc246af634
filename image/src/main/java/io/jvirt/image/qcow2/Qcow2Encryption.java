package io.jvirt.image.qcow2;

import io.jvirt.image.ImageException;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Passphrases;
import io.jvirt.image.SectorCipher;

/** The ciphers of encrypted images. */
final class Qcow2Encryption {
    static final int AES = 1;
    static final int LUKS = 2;

    private Qcow2Encryption() {}

    static SectorCipher open(OpenRequest request, Qcow2Header header) {
        if (request.passphrases().equals(Passphrases.NONE)) {
            return new LockedCipher(request.path());
        }
        return switch (header.cryptMethod()) {
            case AES -> new LegacyAes(request.passphrases().get(null));
            default -> throw new ImageException("'" + request.path() + "' is encrypted with LUKS, which is not known here");
        };
    }
}
