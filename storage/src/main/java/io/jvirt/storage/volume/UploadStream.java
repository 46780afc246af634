package io.jvirt.storage.volume;

import io.jvirt.api.DataStream;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.host.file.SparseFile;
import io.jvirt.storage.StorageErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * New content for a file or device. A file gets it whole: it goes into another file that takes the volume's name when all
 * has come; what the stream did not cover is copied from the old one. A device is written in place.
 */
public final class UploadStream implements DataStream {
    private final Path path;
    /** Where the content goes until it is whole; null for a device. */
    private final @Nullable Path temporary;
    private final FileChannel file;
    private final long begin;
    private final long limit;
    private final Consumer<Boolean> ended;
    private long at;
    private boolean open = true;

    private UploadStream(Path path, @Nullable Path temporary, FileChannel file, long begin, long limit, Consumer<Boolean> ended) {
        this.path = path;
        this.temporary = temporary;
        this.file = file;
        this.begin = begin;
        this.at = begin;
        this.limit = limit;
        this.ended = ended;
    }

    /**
     * {@return a stream that takes content from {@code offset} on}
     *
     * @param length how many bytes at most, 0 for all that come
     * @param ended called once at the end, with true when the volume has the new content
     */
    public static UploadStream open(Path path, boolean device, long offset, long length, Consumer<Boolean> ended) {
        long limit = length == 0 ? Long.MAX_VALUE : Math.addExact(offset, length);
        try {
            if (device) {
                return new UploadStream(path, null, FileChannel.open(path, StandardOpenOption.WRITE), offset, limit, ended);
            }
            Path temporary = Temporaries.beside(path);
            FileChannel file = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new UploadStream(path, temporary, file, offset, limit, ended);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write '" + path + "': " + e.getMessage(), e);
        }
    }

    private void require(long length) {
        if (!open) {
            throw StorageErrors.invalid("the upload has ended");
        }
        if (length > limit - at) {
            throw StorageErrors.argument("more than the announced " + (limit - begin) + " bytes came for '" + path + "'");
        }
    }

    @Override
    public synchronized void write(ByteBuffer source) {
        require(source.remaining());
        try {
            while (source.hasRemaining()) {
                at += file.write(source, at);
            }
        } catch (IOException e) {
            throw StorageErrors.system("cannot write volume '" + path + "': " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void writeHole(long length) {
        require(length);
        if (temporary == null) {
            zero(length);
        }
        at += length;
    }

    /** A device has no holes, and what was there must not shine through. */
    private void zero(long length) {
        try (SparseFile device = SparseFile.open(path, true)) {
            if (device.punch(at, length)) {
                return;
            }
        }
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(1 << 20, length));
        try {
            for (long done = 0; done < length; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), length - done));
                done += file.write(zeros, at + done);
            }
        } catch (IOException e) {
            throw StorageErrors.system("cannot write volume '" + path + "': " + e.getMessage(), e);
        }
    }

    @Override
    public int read(ByteBuffer target) {
        throw StorageErrors.invalid("an upload is only written");
    }

    @Override
    public synchronized void finish() {
        require(0);
        boolean done = false;
        try {
            if (temporary != null) {
                complete(temporary);
            }
            file.force(true);
            file.close();
            if (temporary != null) {
                AtomicFile.rename(temporary, path);
            }
            open = false;
            done = true;
        } catch (IOException e) {
            throw StorageErrors.system("cannot write volume '" + path + "': " + e.getMessage(), e);
        } finally {
            if (done) {
                ended.accept(true);
            } else {
                abort();
            }
        }
    }

    /** Gives the new file what the stream did not bring: the rest of the old one, its length, its owner. */
    private void complete(Path target) throws IOException {
        FileFacts old = FileFacts.of(path);
        FileCopy.range(path, target, 0, Math.min(begin, old.length()));
        FileCopy.range(path, target, Math.min(at, old.length()), old.length());
        long length = Math.max(old.length(), at);
        if (file.size() < length) {
            try (var out = new java.io.RandomAccessFile(target.toFile(), "rw")) {
                out.setLength(length);
            }
        }
        var permissions = old.permissions();
        if (permissions.owner() != null && permissions.group() != null && permissions.mode() != null) {
            Folders.changeOwner(target, permissions.owner().intValue(), permissions.group().intValue());
            Folders.changeMode(target, permissions.mode().bits());
        }
    }

    @Override
    public synchronized void abort() {
        if (!open) {
            return;
        }
        open = false;
        try {
            file.close();
            if (temporary != null) {
                Temporaries.remove(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.accept(false);
        }
    }
}
