package io.jvirt.qemu.operations;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How large a disk a guest would see in an image that no QEMU has open. */
final class ImageCapacity {
    /** "QFI" and 0xfb: the first four bytes of qcow and qcow2 (QEMU: docs/interop/qcow2.txt). */
    private static final int QCOW_MAGIC = 0x514649fb;

    private static final int SIZE_OFFSET = 24;

    private ImageCapacity() {}

    /** {@return the capacity in bytes of a qcow2 image; empty for anything else, where the file's length is the capacity} */
    static OptionalLong of(Path path) {
        ByteBuffer header = ByteBuffer.allocate(SIZE_OFFSET + Long.BYTES);
        try (FileChannel channel = FileChannel.open(path)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                continue;
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
        return !header.hasRemaining() && header.getInt(0) == QCOW_MAGIC
                ? OptionalLong.of(header.getLong(SIZE_OFFSET))
                : OptionalLong.empty();
    }
}
