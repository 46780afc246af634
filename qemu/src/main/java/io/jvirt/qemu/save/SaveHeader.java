package io.jvirt.qemu.save;

import io.jvirt.qemu.Errors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first 92 bytes of a saved file, as libvirt writes them: magic, version 2, and eighteen words in the host's byte
 * order. After it come {@code dataLength} bytes with the document, then the memory.
 *
 * @param complete whether all of the file was written; as long as it is not, the magic is another
 * @param dataLength bytes between the header and the memory: the document, a cookie, padding
 * @param running whether the guest is to run after a restore
 * @param format how the memory is packed
 * @param cookieOffset where in the data a cookie begins, 0 for none; we write none and pass over those of others
 */
record SaveHeader(boolean complete, int dataLength, boolean running, SaveFormat format, int cookieOffset) {
    static final int LENGTH = 92;

    private static final int MAGIC_LENGTH = 16;
    private static final String COMPLETE = "LibvirtQemudSave";
    private static final String PARTIAL = "LibvirtQemudPart";
    private static final int VERSION = 2;
    private static final int LONGEST_DATA = 64 << 20;

    /** {@return the header as bytes} */
    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.nativeOrder());
        bytes.put((complete ? COMPLETE : PARTIAL).getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(VERSION);
        bytes.putInt(dataLength);
        bytes.putInt(running ? 1 : 0);
        bytes.putInt(format.number());
        bytes.putInt(cookieOffset);
        return bytes.position(0);
    }

    /**
     * {@return the header that the bytes are}
     *
     * @throws io.jvirt.api.JvirtException when they are no header of a file that can be restored
     */
    static SaveHeader parse(ByteBuffer bytes, String file) {
        byte[] magic = new byte[MAGIC_LENGTH];
        bytes.order(ByteOrder.nativeOrder()).get(magic);
        String text = new String(magic, StandardCharsets.US_ASCII);
        if (!text.equals(COMPLETE) && !text.equals(PARTIAL)) {
            throw Errors.failed("image magic is incorrect: '" + file + "' is no saved domain");
        }
        int version = bytes.getInt();
        if (version > VERSION && Integer.reverseBytes(version) <= VERSION) {
            // Written on a host of the other byte order.
            bytes.order(bytes.order() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            version = Integer.reverseBytes(version);
        }
        if (version > VERSION || version < 1) {
            throw Errors.failed("image version is not supported (" + version + " > " + VERSION + ")");
        }
        int length = bytes.getInt();
        if (length <= 0 || length > LONGEST_DATA) {
            throw Errors.failed("invalid header data length: " + length);
        }
        boolean running = bytes.getInt() != 0;
        int format = bytes.getInt();
        int cookie = bytes.getInt();
        if (cookie < 0 || cookie > length) {
            throw Errors.failed("invalid cookie offset " + cookie + " in '" + file + "'");
        }
        return new SaveHeader(text.equals(COMPLETE), length, running, SaveFormat.of(version == 1 ? 0 : format), cookie);
    }
}
