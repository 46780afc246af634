package io.jvirt.storage.volume;

import io.jvirt.api.DataStream;
import io.jvirt.host.file.SparseFile;
import io.jvirt.storage.StorageErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The content of a file or device as a stream, with its holes when they are wanted. */
public final class DownloadStream implements DataStream {
    private final FileChannel file;
    private final SparseFile map;
    private final Runnable closed;
    private final boolean sparse;
    private final long end;
    private long at;
    /** Up to where there are data; known only where holes are looked for. */
    private long dataEnd;
    private boolean open = true;

    private DownloadStream(FileChannel file, SparseFile map, boolean sparse, long from, long to, Runnable closed) {
        this.file = file;
        this.map = map;
        this.sparse = sparse;
        this.at = from;
        this.dataEnd = from;
        this.end = to;
        this.closed = closed;
    }

    /**
     * {@return the stream of a range}
     *
     * @param length how many bytes at most, 0 for all from {@code offset} on
     * @param closed called once when it ends
     */
    public static DownloadStream open(Path path, long offset, long length, boolean sparse, Runnable closed) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                long size = file.size();
                if (offset > size) {
                    throw StorageErrors.argument("offset " + offset + " is behind the end of '" + path + "', which has " + size + " bytes");
                }
                long to = length == 0 ? size : Math.min(size, offset + length);
                return new DownloadStream(file, SparseFile.open(path, false), sparse, offset, to, closed);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read '" + path + "': " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized long readHole() {
        if (!sparse || at < dataEnd || at >= end || !open) {
            return 0;
        }
        long data = map.nextData(at, end);
        long hole = data - at;
        at = data;
        dataEnd = map.nextHole(data, end);
        return hole;
    }

    @Override
    public synchronized int read(ByteBuffer target) {
        if (at >= end || !open) {
            return -1;
        }
        long limit = sparse && dataEnd > at ? dataEnd : end;
        ByteBuffer part = target.slice(target.position(), (int) Math.min(target.remaining(), limit - at));
        try {
            int count = file.read(part, at);
            if (count > 0) {
                at += count;
                target.position(target.position() + count);
            }
            return count;
        } catch (IOException e) {
            throw StorageErrors.system("cannot read volume: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(ByteBuffer source) {
        throw StorageErrors.invalid("a download is only read");
    }

    @Override
    public void finish() {
        abort();
    }

    @Override
    public synchronized void abort() {
        if (!open) {
            return;
        }
        open = false;
        map.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closed.run();
        }
    }
}
