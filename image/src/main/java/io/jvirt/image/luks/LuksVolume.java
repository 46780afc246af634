package io.jvirt.image.luks;

import io.jvirt.image.Fact;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.SectorCipher;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * A LUKS header and its key slots at some place in a file: the whole of a luks image's first part, or what another format
 * keeps within. Passphrases are bytes; they stay the caller's to overwrite. For one thread at a time.
 */
public final class LuksVolume {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ImageFile file;
    private final long at;
    private LuksHeader header;

    private LuksVolume(ImageFile file, long at, LuksHeader header) {
        this.file = file;
        this.at = at;
        this.header = header;
    }

    /**
     * Reads the header at an offset in a file.
     *
     * @throws ImageException when there is none, it is of LUKS version 2, or it needs what is not known here
     */
    public static LuksVolume read(ImageFile file, long at) {
        return new LuksVolume(file, at, LuksHeader.read(file, at));
    }

    /**
     * Makes a volume with a new key in its first slot.
     *
     * @param at where in the file; {@link LuksSettings#headerLength} bytes are written
     */
    public static LuksVolume create(ImageFile file, long at, LuksSettings settings, byte[] passphrase) {
        byte[] key = new byte[settings.cipher().keyBytes()];
        RANDOM.nextBytes(key);
        try {
            LuksVolume volume = new LuksVolume(file, at,
                    LuksHeader.create(settings.cipher(), settings.hash(), key, settings.milliseconds(), RANDOM));
            file.truncate(Math.max(file.length(), at + volume.payloadOffset()));
            volume.fill(0, key, passphrase, settings.milliseconds());
            return volume;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** {@return how far behind the header's start the encrypted bytes begin} */
    public long payloadOffset() {
        return header.payloadSector() * 512;
    }

    /** {@return what {@code qemu-img info} tells of it; offsets count from the header} */
    public Fact.Group facts() {
        return header.facts(0);
    }

    /**
     * {@return the cipher of the payload}
     *
     * @throws ImageException when the passphrase fits no key slot
     */
    public SectorCipher unlock(byte[] passphrase) {
        byte[] key = key(passphrase);
        try {
            return header.cipher().with(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] key(byte[] passphrase) {
        for (int i = 0; i < LuksHeader.SLOTS; i++) {
            Optional<byte[]> key = key(i, passphrase);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw Fields.broken(file, "the passphrase fits none of its key slots");
    }

    private Optional<byte[]> key(int number, byte[] passphrase) {
        LuksHeader.Slot slot = header.slots().get(number);
        if (!slot.active()) {
            return Optional.empty();
        }
        int keyBytes = header.cipher().keyBytes();
        byte[] slotKey = KeyStretch.key(header.hash(), passphrase, slot.salt(), slot.iterations(), keyBytes);
        ByteBuffer material = file.read(at + slot.materialSector() * 512, materialLength());
        try (SectorCipher cipher = header.cipher().with(slotKey)) {
            cipher.decrypt(0, material);
        }
        byte[] key = Stripes.merge(material.array(), keyBytes, LuksHeader.STRIPES, header.hash());
        Arrays.fill(material.array(), (byte) 0);
        Arrays.fill(slotKey, (byte) 0);
        byte[] digest = KeyStretch.key(
                header.hash(), key, header.digestSalt(), header.digestIterations(), LuksHeader.DIGEST);
        return MessageDigest.isEqual(digest, header.digest()) ? Optional.of(key) : Optional.empty();
    }

    private int materialLength() {
        return (header.cipher().keyBytes() * LuksHeader.STRIPES + 511) & -512;
    }

    /**
     * Adds a passphrase in the first free key slot and returns its number.
     *
     * @param known a passphrase that fits already
     * @param milliseconds that making a key of the new one is to take on this machine
     * @throws ImageException when {@code known} fits no slot or all slots are taken
     */
    public int addKey(byte[] known, byte[] added, long milliseconds) {
        byte[] key = key(known);
        try {
            for (int i = 0; i < LuksHeader.SLOTS; i++) {
                if (!header.slots().get(i).active()) {
                    fill(i, key, added, milliseconds);
                    return i;
                }
            }
            throw Fields.broken(file, "all its " + LuksHeader.SLOTS + " key slots are taken; remove one first");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private void fill(int number, byte[] key, byte[] passphrase, long milliseconds) {
        byte[] salt = new byte[LuksHeader.SALT];
        RANDOM.nextBytes(salt);
        int iterations = KeyStretch.iterations(header.hash(), milliseconds, key.length);
        LuksHeader.Slot slot =
                new LuksHeader.Slot(true, iterations, salt, header.slots().get(number).materialSector());
        ByteBuffer material = ByteBuffer.allocate(materialLength());
        material.put(Stripes.split(key, LuksHeader.STRIPES, header.hash(), RANDOM)).clear();
        byte[] slotKey = KeyStretch.key(header.hash(), passphrase, salt, iterations, key.length);
        try (SectorCipher cipher = header.cipher().with(slotKey)) {
            cipher.encrypt(0, material);
        }
        Arrays.fill(slotKey, (byte) 0);
        file.write(at + slot.materialSector() * 512, material.flip());
        // The slot is told of when its key is there.
        file.sync();
        write(header.with(number, slot));
    }

    private void write(LuksHeader changed) {
        file.write(at, changed.encode());
        file.sync();
        header = changed;
    }

    /**
     * Removes a passphrase from all slots that it fits, and returns how many they were.
     *
     * @throws ImageException when no other passphrase would be left
     */
    public int removeKey(byte[] passphrase) {
        int removed = 0;
        for (int i = 0; i < LuksHeader.SLOTS; i++) {
            if (key(i, passphrase).isPresent()) {
                if (header.slots().stream().filter(LuksHeader.Slot::active).count() == 1) {
                    throw Fields.broken(file, "its last passphrase cannot be removed: nobody could read it again");
                }
                erase(i);
                removed++;
            }
        }
        return removed;
    }

    private void erase(int number) {
        long sector = header.slots().get(number).materialSector();
        byte[] noise = new byte[materialLength()];
        RANDOM.nextBytes(noise);
        file.write(at + sector * 512, ByteBuffer.wrap(noise));
        write(header.with(number, new LuksHeader.Slot(false, 0, new byte[LuksHeader.SALT], sector)));
    }
}
