package io.jvirt.qemu.save;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.HostException;
import io.jvirt.qemu.Errors;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a saved file: header and document.
 *
 * @param file the file
 * @param header its first bytes
 * @param document the document of the guest whose memory follows
 */
record SaveImage(Path file, SaveHeader header, String document) {
    /** Room that a later document may need more than the present one. */
    private static final int SPARE = 1024;

    /** {@return the beginning of a file that does not exist yet, marked as incomplete} */
    static SaveImage begin(Path file, String document, boolean running, SaveFormat format) {
        int length = document.getBytes(StandardCharsets.UTF_8).length + 1 + SPARE;
        return new SaveImage(file, new SaveHeader(false, length, running, format, 0), document);
    }

    /** {@return the same, running or paused after a restore} */
    SaveImage withRunning(boolean running) {
        return new SaveImage(file, new SaveHeader(
                header.complete(), header.dataLength(), running, header.format(), header.cookieOffset()), document);
    }

    /** {@return the same with another document, which has to fit into the room of the present one} */
    SaveImage withDocument(String changed) {
        // A cookie is bound to its document, so it goes with it.
        if (changed.getBytes(StandardCharsets.UTF_8).length + 1 > header.dataLength()) {
            throw Errors.failed("new xml too large to fit in file");
        }
        return new SaveImage(
                file, new SaveHeader(header.complete(), header.dataLength(), header.running(), header.format(), 0), changed);
    }

    /** {@return the same, marked as complete} */
    SaveImage completed() {
        return new SaveImage(file, new SaveHeader(
                true, header.dataLength(), header.running(), header.format(), header.cookieOffset()), document);
    }

    /** {@return header, document and padding: all that comes before the memory} */
    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(SaveHeader.LENGTH + header.dataLength());
        bytes.put(header.bytes());
        bytes.put(document.getBytes(StandardCharsets.UTF_8));
        return bytes.position(0);
    }

    /** Writes the beginning into the file, in place, for good. */
    void write() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.force(true);
        } catch (IOException e) {
            throw Errors.system("cannot write to '" + file + "': " + e.getMessage(), e);
        }
    }

    /**
     * {@return the beginning of a file}
     *
     * @throws JvirtException when it is no saved file; with code INVALID_ARG-like causes told apart by the message only
     */
    static SaveImage read(Path file) {
        if (!Files.isRegularFile(file)) {
            // What is written into a pipe is gone from here; to read from it would wait for ever.
            throw Errors.failed("'" + file + "' is no regular file");
        }
        try (Opened opened = open(file)) {
            return opened.image();
        }
    }

    /**
     * An open file, positioned at the memory.
     *
     * @param image the beginning
     * @param memory the file from there on
     */
    record Opened(SaveImage image, Descriptor memory) implements AutoCloseable {
        @Override
        public void close() {
            memory.close();
        }
    }

    /** {@return the file, open at the memory} */
    static Opened open(Path file) {
        Descriptor descriptor;
        try {
            descriptor = Descriptor.open(file, 0);
        } catch (HostException e) {
            throw systemError("Failed to open file '" + file + "': " + e.getMessage(), e);
        }
        boolean good = false;
        try {
            ReadableByteChannel channel = new DescriptorChannel(descriptor.duplicate());
            ByteBuffer head = read(channel, SaveHeader.LENGTH, file);
            SaveHeader header = SaveHeader.parse(head, file.toString());
            ByteBuffer data = read(channel, header.dataLength(), file);
            channel.close();
            SaveImage image = new SaveImage(file, header, text(data));
            good = true;
            return new Opened(image, descriptor);
        } catch (IOException e) {
            throw Errors.failed("failed to read the header of '" + file + "': " + e.getMessage(), e);
        } finally {
            if (!good) {
                descriptor.close();
            }
        }
    }

    private static JvirtException systemError(String detail, @Nullable Throwable cause) {
        return new JvirtException(ErrorCode.SYSTEM_ERROR, ErrorDomain.QEMU, detail, cause);
    }

    private static ByteBuffer read(ReadableByteChannel channel, int length, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("'" + file + "' ends after " + bytes.position() + " of " + length + " bytes");
            }
        }
        return bytes.flip();
    }

    private static String text(ByteBuffer data) {
        int end = 0;
        while (end < data.limit() && data.get(end) != 0) {
            end++;
        }
        return new String(data.array(), 0, end, StandardCharsets.UTF_8);
    }
}
