package io.jvirt.image.qcow2;

import io.jvirt.image.CreateRequest;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Passphrases;
import io.jvirt.image.SectorCipher;
import io.jvirt.image.luks.LuksSettings;
import io.jvirt.image.luks.LuksVolume;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ciphers of encrypted images. */
final class Qcow2Encryption {
    static final int AES = 1;
    static final int LUKS = 2;
    /** Before the names of the options of {@code create}. */
    static final String PREFIX = "encrypt.";

    /** Where in qemu-img's order the kind stands. */
    private static final int FORMAT_AT = 4;

    private Qcow2Encryption() {}

    /** {@return the cipher of an image; without a passphrase one that fails when it is used} */
    static SectorCipher open(ImageFile file, OpenRequest request, Qcow2Header header) {
        if (request.passphrases().equals(Passphrases.NONE)) {
            return new LockedCipher(request.path());
        }
        byte[] passphrase = request.passphrases().get(null);
        try {
            return header.cryptMethod() == AES ? new LegacyAes(passphrase) : volume(file, header).unlock(passphrase);
        } finally {
            Arrays.fill(passphrase, (byte) 0);
        }
    }

    private static LuksVolume volume(ImageFile file, Qcow2Header header) {
        ByteBuffer place = header.extension(HeaderExtension.ENCRYPTION)
                .filter(e -> e.bytes().length >= 2 * Long.BYTES)
                .map(HeaderExtension::buffer)
                .orElseThrow(() -> new ImageException("'" + file.path() + "' does not tell where its LUKS header is"));
        long offset = place.getLong(0);
        long length = place.getLong(Long.BYTES);
        if (offset <= 0 || length < 0 || offset > file.length() - length) {
            throw new ImageException("'" + file.path() + "': the LUKS header is not within the file");
        }
        return LuksVolume.read(file, offset);
    }

    /** {@return how many bytes a new image's LUKS header takes, 0 when it is not to be encrypted} */
    static long headerLength(CreateRequest request) {
        return request.options().has(PREFIX + "format")
                ? LuksSettings.of(request.options(), PREFIX).headerLength()
                : 0;
    }

    /** Writes a new image's LUKS header at {@code offset} of the file; {@return the image's header with where it is} */
    static Qcow2Header create(ImageFile file, CreateRequest request, Qcow2Header header, long offset) {
        byte[] passphrase = request.passphrases().get(request.options().text(PREFIX + "key-secret").orElse(null));
        try {
            LuksVolume.create(file, offset, LuksSettings.of(request.options(), PREFIX), passphrase);
        } finally {
            Arrays.fill(passphrase, (byte) 0);
        }
        ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES).putLong(offset).putLong(headerLength(request));
        return header.with(HeaderField.CRYPT_METHOD, LUKS)
                .with(new HeaderExtension(HeaderExtension.ENCRYPTION, place.array()));
    }

    /** {@return what {@code qemu-img info} tells of it, empty for an image that is not encrypted} */
    static Optional<Fact.Entry> facts(ImageFile file, Qcow2Header header) {
        if (header.cryptMethod() == 0) {
            return Optional.empty();
        }
        List<Fact.Entry> entries = new ArrayList<>();
        if (header.cryptMethod() == LUKS) {
            entries.addAll(volume(file, header).facts().entries());
        }
        int first = Math.min(entries.size(), FORMAT_AT);
        entries.add(first, Fact.of("format", header.cryptMethod() == LUKS ? "luks" : "aes"));
        return Optional.of(new Fact.Entry("encrypt", new Fact.Group(List.copyOf(entries))));
    }
}
