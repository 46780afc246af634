package io.jvirt.image.luks;

import io.jvirt.image.Fact;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The header of LUKS version 1 ("LUKS On-Disk Format Specification", 2.1), checked against the file when read.
 *
 * @param cipher how sectors are encrypted
 * @param hash the function of all hashes
 * @param payloadSector sector after the header's start at which the guest's bytes begin
 * @param digest of the key, by which it is recognised
 * @param digestSalt salt of that
 * @param digestIterations iterations of that
 * @param uuid of the volume
 * @param slots places for keys, eight
 */
record LuksHeader(
        CipherSpec cipher,
        HashAlgorithm hash,
        long payloadSector,
        byte[] digest,
        byte[] digestSalt,
        int digestIterations,
        String uuid,
        List<Slot> slots) {
    static final int LENGTH = 592;
    static final int SALT = 32;
    static final int DIGEST = 20;
    static final int SLOTS = 8;
    static final int STRIPES = 4000;
    static final int LEAST_ITERATIONS = 1000;

    /** More iterations take minutes. */
    static final int MOST_ITERATIONS = 1 << 28;

    static final String MAGIC = "LUKS\u00ba\u00be";
    private static final int SLOT_AT = 208;
    private static final int SLOT_LENGTH = 48;
    private static final int ACTIVE = 0x00ac_71f3;
    private static final int INACTIVE = 0x0000_dead;

    /** Key material begins at multiples of this, so that it can be overwritten alone. */
    private static final int ALIGNMENT = 4096;

    /**
     * A place for the key, encrypted with a passphrase.
     *
     * @param active whether there is one
     * @param iterations of making a key of the passphrase
     * @param salt of that
     * @param materialSector where the key's stripes are, in sectors after the header's start
     */
    record Slot(boolean active, int iterations, byte[] salt, long materialSector) {}

    /**
     * Reads a header.
     *
     * @param at where in the file it begins
     */
    static LuksHeader read(ImageFile file, long at) {
        Fields f = Fields.read(file, at, LENGTH, ByteOrder.BIG_ENDIAN);
        if (!f.has(0, MAGIC)) {
            throw f.broken("it is no LUKS volume: the magic number at offset " + at + " is missing");
        }
        if (f.u16(6) != 1) {
            throw f.broken("LUKS version " + f.u16(6) + " is not read here (1 is); convert it with"
                    + " cryptsetup convert --type luks1");
        }
        int keyBytes = (int) f.within("bytes of the key", f.u32(108), 16, 64);
        CipherSpec cipher = known(f, () -> CipherSpec.of(f.text(8, 32), f.text(40, 32), keyBytes));
        HashAlgorithm hash = known(f, () -> HashAlgorithm.of(f.text(72, 32)));
        return new LuksHeader(
                cipher, hash, f.u32(104), f.bytes(112, DIGEST), f.bytes(132, SALT),
                (int) f.within("iterations of the key's digest", f.u32(164), 1, MOST_ITERATIONS), f.text(168, 40),
                slots(f, at, keyBytes));
    }

    /** Names the file where a word of its header is not known. */
    private static <T> T known(Fields f, Supplier<T> word) {
        try {
            return word.get();
        } catch (ImageException e) {
            throw f.broken(String.valueOf(e.getMessage()));
        }
    }

    private static List<Slot> slots(Fields f, long at, int keyBytes) {
        List<Slot> slots = new ArrayList<>();
        long materialSectors = materialBytes(keyBytes) / 512;
        for (int i = 0; i < SLOTS; i++) {
            int place = SLOT_AT + i * SLOT_LENGTH;
            boolean active = f.u32(place) == ACTIVE;
            if (!active && f.u32(place) != INACTIVE) {
                throw f.broken("key slot " + i + " is neither active nor inactive");
            }
            long sector = f.within("sector of key slot " + i, f.u32(place + 40), 2, 1L << 32);
            if (active) {
                f.within("stripes of key slot " + i, f.u32(place + 44), STRIPES, STRIPES);
                f.within("iterations of key slot " + i, f.u32(place + 4), 1, MOST_ITERATIONS);
                f.table("key slot " + i, at + sector * 512, materialSectors * 512, 512);
            }
            slots.add(new Slot(active, (int) f.u32(place + 4), f.bytes(place + 8, SALT), sector));
        }
        // Two that overlap would destroy each other when one is written.
        for (int i = 0; i < SLOTS; i++) {
            for (int j = 0; j < i; j++) {
                long distance = Math.abs(slots.get(i).materialSector - slots.get(j).materialSector);
                if (distance < materialSectors) {
                    throw f.broken("the key slots " + j + " and " + i + " overlap");
                }
            }
        }
        return List.copyOf(slots);
    }

    private static long materialBytes(int keyBytes) {
        return ((long) keyBytes * STRIPES + 511) & -512;
    }

    private static long slotBytes(int keyBytes) {
        return (materialBytes(keyBytes) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** {@return bytes of a new volume's header and slots} */
    static long headerLength(int keyBytes) {
        return ALIGNMENT + SLOTS * slotBytes(keyBytes);
    }

    /** {@return the header of a new volume whose slots are empty} */
    static LuksHeader create(CipherSpec cipher, HashAlgorithm hash, byte[] key, long milliseconds, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        int iterations = KeyStretch.iterations(hash, Math.max(1, milliseconds / 8), DIGEST);
        byte[] digest = KeyStretch.key(hash, key, salt, iterations, DIGEST);
        long step = slotBytes(cipher.keyBytes());
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new Slot(false, 0, new byte[SALT], (ALIGNMENT + i * step) / 512));
        }
        return new LuksHeader(cipher, hash, headerLength(cipher.keyBytes()) / 512, digest, salt, iterations,
                UUID.randomUUID().toString(), slots);
    }

    /** {@return the same with another slot} */
    LuksHeader with(int number, Slot slot) {
        List<Slot> changed = new ArrayList<>(slots);
        changed.set(number, slot);
        return new LuksHeader(cipher, hash, payloadSector, digest, digestSalt, digestIterations, uuid, List.copyOf(changed));
    }

    ByteBuffer encode() {
        ByteBuffer b = ByteBuffer.allocate(LENGTH);
        b.put(MAGIC.getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 1);
        text(b, 8, "aes");
        text(b, 40, cipher.words());
        text(b, 72, hash.label());
        b.putInt(104, (int) payloadSector).putInt(108, cipher.keyBytes()).put(112, digest).put(132, digestSalt);
        b.putInt(164, digestIterations);
        text(b, 168, uuid);
        for (int i = 0; i < SLOTS; i++) {
            Slot slot = slots.get(i);
            int at = SLOT_AT + i * SLOT_LENGTH;
            b.putInt(at, slot.active ? ACTIVE : INACTIVE).putInt(at + 4, slot.iterations).put(at + 8, slot.salt);
            b.putInt(at + 40, (int) slot.materialSector).putInt(at + 44, STRIPES);
        }
        return b.clear();
    }

    private static void text(ByteBuffer b, int at, String text) {
        b.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@return what qemu-img tells of it} */
    Fact.Group facts(long at) {
        List<Fact.Entry> entries = new ArrayList<>();
        entries.add(Fact.of("ivgen-alg", CipherSpec.label(cipher.vector())));
        HashAlgorithm vectorHash = cipher.vectorHash();
        if (vectorHash != null) {
            entries.add(Fact.of("ivgen-hash-alg", vectorHash.label()));
        }
        entries.add(Fact.of("hash-alg", hash.label()));
        entries.add(Fact.of("cipher-alg", cipher.algorithm()));
        entries.add(Fact.of("uuid", uuid));
        entries.add(Fact.of("cipher-mode", CipherSpec.label(cipher.mode())));
        entries.add(new Fact.Entry("slots", new Fact.Sequence(slots.stream().map(slot -> facts(slot, at)).toList())));
        entries.add(Fact.of("payload-offset", at + payloadSector * 512));
        entries.add(Fact.of("master-key-iters", digestIterations));
        return new Fact.Group(entries);
    }

    private static Fact facts(Slot slot, long at) {
        Fact.Entry place = Fact.of("key-offset", at + slot.materialSector * 512);
        return slot.active
                ? Fact.group(Fact.of("active", true), Fact.of("iters", slot.iterations), place, Fact.of("stripes", STRIPES))
                : Fact.group(Fact.of("active", false), place);
    }
}
