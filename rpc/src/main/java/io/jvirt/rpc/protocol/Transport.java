package io.jvirt.rpc.protocol;

import io.jvirt.host.Descriptor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A connected byte stream to the other side. One thread reads while another writes; {@link #close} from any thread ends
 * both with an {@link IOException}.
 */
public interface Transport extends Closeable {
    /** {@return the number of bytes read, at least 1 unless the target is full, -1 at the end} Waits for them. */
    int read(ByteBuffer target) throws IOException;

    /** Writes all bytes of the source, waiting while the other side is slow. */
    void write(ByteBuffer source) throws IOException;

    /** {@return whether open files can be passed along} Only a Unix socket can. */
    default boolean passesDescriptors() {
        return false;
    }

    /**
     * Sends one zero byte with an open file (SCM_RIGHTS, unix(7)). The caller keeps its own descriptor.
     *
     * @throws IOException also when this transport cannot
     */
    default void sendDescriptor(Descriptor descriptor) throws IOException {
        throw new IOException("this transport passes no open files");
    }

    /**
     * {@return the open file that came with the next byte; it belongs to the caller}
     *
     * @throws IOException also when there was none
     */
    default Descriptor receiveDescriptor() throws IOException {
        throw new IOException("this transport passes no open files");
    }

    /** {@return whether nobody can listen in: a Unix socket, or TLS} */
    boolean secure();
}
