package io.jvirt.image.qcow2;

import io.jvirt.image.ImageFile;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** The header of an open image: what it says now, and the one way to change it. The image's write lock guards changes. */
final class HeaderStore {
    private final ImageFile file;
    private volatile Qcow2Header now;
    private int length;

    HeaderStore(ImageFile file, Qcow2Header header) {
        this.file = file;
        this.now = header;
        this.length = header.clusterSize();
    }

    Qcow2Header now() {
        return now;
    }

    /**
     * Changes the header on the disk, durably: what was written before is durable before it, what comes later after it.
     * The fields that matter lie in the first sector, which a disk writes wholly or not.
     */
    void change(UnaryOperator<Qcow2Header> change) {
        Qcow2Header next = change.apply(now);
        ByteBuffer bytes = next.encode();
        int used = bytes.limit();
        file.sync();
        file.write(0, bytes.limit(Math.max(used, Math.min(length, bytes.capacity()))));
        file.sync();
        length = used;
        now = next;
    }
}
