package io.jvirt.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file under an image: whole reads and writes at offsets, with errors that name the file. Safe for many threads. */
public final class ImageFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final boolean writable;

    private ImageFile(Path path, FileChannel channel, boolean writable) {
        this.path = path;
        this.channel = channel;
        this.writable = writable;
    }

    /** Opens a file that exists; one open for writing is locked against another writer in this way. */
    public static ImageFile open(Path path, boolean writable) {
        return open(path, writable, writable
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ));
    }

    /** Makes a file, which must not exist. */
    public static ImageFile create(Path path) {
        return open(path, true, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    private static ImageFile open(Path path, boolean writable, Set<StandardOpenOption> options) {
        try {
            FileChannel channel = FileChannel.open(path, options);
            if (writable && lock(channel) == null) {
                channel.close();
                throw new ImageException("'" + path + "' is being written by somebody else");
            }
            return new ImageFile(path, channel, writable);
        } catch (IOException e) {
            throw new ImageException("Cannot open '" + path + "': " + reason(e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "")
                + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }

    /** {@return where the file is} */
    public Path path() {
        return path;
    }

    /** {@return whether it was opened for writing} */
    public boolean writable() {
        return writable;
    }

    /** {@return the file's length in bytes} */
    public long length() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": size", e);
        }
    }

    /** Fills {@code target} from {@code offset} on; what lies beyond the end of the file reads as zero. */
    public void read(long offset, ByteBuffer target) {
        try {
            long at = offset;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    while (target.remaining() >= Long.BYTES) {
                        target.putLong(0);
                    }
                    while (target.hasRemaining()) {
                        target.put((byte) 0);
                    }
                    return;
                }
                at += count;
            }
        } catch (IOException e) {
            throw new ImageException("Cannot read '" + path + "' at " + offset + ": " + reason(e), e);
        }
    }

    /** {@return {@code length} bytes from {@code offset} on, zero beyond the end of the file} */
    public ByteBuffer read(long offset, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        read(offset, buffer);
        return buffer.flip();
    }

    /** Writes all of {@code source} at {@code offset}. */
    public void write(long offset, ByteBuffer source) {
        try {
            long at = offset;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        } catch (IOException e) {
            throw new ImageException("Cannot write '" + path + "' at " + offset + ": " + reason(e), e);
        }
    }

    /** Changes the file's length; new bytes are zero and take no space. */
    public void truncate(long length) {
        try {
            long now = channel.size();
            if (length < now) {
                channel.truncate(length);
            } else if (length > now) {
                channel.write(ByteBuffer.allocate(1), length - 1);
            }
        } catch (IOException e) {
            throw new ImageException("Cannot set the length of '" + path + "' to " + length + ": " + reason(e), e);
        }
    }

    /** Makes what was written durable. */
    public void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new ImageException("Cannot flush '" + path + "': " + reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ImageException("Cannot close '" + path + "': " + reason(e), e);
        }
    }
}
