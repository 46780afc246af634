package io.jvirt.api;

import java.nio.ByteBuffer;

/**
 * Bytes to or from an object: a console, a screenshot, a volume ({@code virStream}). Calls block; one thread may read
 * while another writes. A stream ends by {@link #finish} (all went well) or {@link #abort}; closing aborts what was not
 * finished.
 */
public interface DataStream extends AutoCloseable {
    /**
     * Reads what is there, waiting for at least one byte ({@code virStreamRecv}).
     *
     * @return the number of bytes, -1 at the end of the data
     * @throws JvirtException when the other side failed
     */
    int read(ByteBuffer target);

    /**
     * Writes all bytes of {@code source}, waiting while the other side is slow ({@code virStreamSend}).
     *
     * @throws JvirtException when the other side failed or closed
     */
    void write(ByteBuffer source);

    /** Tells of {@code length} zero bytes that need not be stored ({@code virStreamSendHole}). */
    default void writeHole(long length) {
        throw JvirtException.noSupport("virStreamSendHole");
    }

    /**
     * {@return the length of the hole at the present position of a sparse stream, 0 when there are data}
     * The hole is passed over ({@code virStreamRecvHole}).
     */
    default long readHole() {
        return 0;
    }

    /** Ends the stream after all data have arrived, and says so to the other side ({@code virStreamFinish}). */
    void finish();

    /** Ends the stream at once, data in flight may be lost ({@code virStreamAbort}). No effect on an ended stream. */
    void abort();

    @Override
    default void close() {
        abort();
    }
}
