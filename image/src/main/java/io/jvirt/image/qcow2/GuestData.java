package io.jvirt.image.qcow2;

import io.jvirt.image.ImageFile;
import io.jvirt.image.SectorCipher;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The guest's bytes where the tables say they lie, encrypted where the image is. LUKS counts sectors from the start of
 * the file, the old AES encryption as the guest does (docs/interop/qcow2.txt, "Data encryption").
 *
 * @param file holds the data
 * @param cipher null for an image that is not encrypted
 * @param byPlace whether sectors count from the start of the file
 */
record GuestData(ImageFile file, @Nullable SectorCipher cipher, boolean byPlace) {

    /** Fills {@code target} with the guest's bytes from {@code guest} on, which lie at {@code host}. */
    void read(long guest, long host, ByteBuffer target) {
        if (cipher == null) {
            file.read(host, target);
            return;
        }
        int head = (int) (host & (cipher.sectorSize() - 1));
        ByteBuffer whole = wholeSectors(cipher, guest - head, host - head, head + target.remaining());
        target.put(whole.position(head).limit(head + target.remaining()));
    }

    private ByteBuffer wholeSectors(SectorCipher key, long guest, long host, int length) {
        int sector = key.sectorSize();
        ByteBuffer whole = file.read(host, (length + sector - 1) & -sector);
        key.decrypt(byPlace ? host : guest, whole);
        return whole.rewind();
    }

    /** Writes the guest's bytes from {@code guest} on, which lie at {@code host}. */
    void write(long guest, long host, ByteBuffer source) {
        if (cipher == null) {
            file.write(host, source);
            return;
        }
        int sector = cipher.sectorSize();
        int head = (int) (host & (sector - 1));
        int length = head + source.remaining();
        ByteBuffer whole;
        if (head == 0 && length % sector == 0) {
            whole = ByteBuffer.allocate(length);
        } else {
            whole = wholeSectors(cipher, guest - head, host - head, length);
        }
        whole.put(head, source, source.position(), source.remaining());
        source.position(source.limit());
        cipher.encrypt(byPlace ? host - head : guest - head, whole.rewind());
        file.write(host - head, whole.rewind());
    }
}
