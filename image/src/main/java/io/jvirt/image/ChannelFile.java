package io.jvirt.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file through the JDK's channel. */
final class ChannelFile implements ImageFile {
    private final Path path;
    private final FileChannel channel;
    private final boolean writable;
    private final Runnable closed;

    /** @param closed is told when the file was closed */
    ChannelFile(Path path, FileChannel channel, boolean writable, Runnable closed) {
        this.path = path;
        this.channel = channel;
        this.writable = writable;
        this.closed = closed;
    }

    static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "")
                + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public long length() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failure("tell the length of", e);
        }
    }

    private ImageException failure(String what, IOException e) {
        return new ImageException("Cannot " + what + " '" + path + "': " + reason(e), e);
    }

    @Override
    public void read(long offset, ByteBuffer target) {
        try {
            long at = offset;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    Zeros.fill(target, target.remaining());
                    return;
                }
                at += count;
            }
        } catch (IOException e) {
            throw failure("read at " + offset + " of", e);
        }
    }

    @Override
    public void write(long offset, ByteBuffer source) {
        try {
            long at = offset;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        } catch (IOException e) {
            throw failure("write at " + offset + " of", e);
        }
    }

    @Override
    public void truncate(long length) {
        try {
            long now = channel.size();
            if (length < now) {
                channel.truncate(length);
            } else if (length > now) {
                channel.write(ByteBuffer.allocate(1), length - 1);
            }
        } catch (IOException e) {
            throw failure("set the length " + length + " of", e);
        }
    }

    @Override
    public void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failure("flush", e);
        }
    }

    @Override
    public void zero(long offset, long length) {
        // The JDK cannot punch holes; what lies behind the end is zero by itself.
        long end = Math.min(offset + length, length());
        Zeros.write(this, offset, end - offset);
        if (offset + length > end) {
            truncate(offset + length);
        }
    }

    @Override
    public void allocate(long offset, long length) {
        // What is there keeps its bytes; whether it is in a hole is not known, and writing would race with others.
        long start = Math.max(offset, length());
        Zeros.write(this, start, offset + length - start);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure("close", e);
        } finally {
            closed.run();
        }
    }
}
