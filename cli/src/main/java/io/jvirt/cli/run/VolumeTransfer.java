package io.jvirt.cli.run;

import io.jvirt.api.DataStream;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.host.file.SparseFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The commands {@code vol-upload} and {@code vol-download}. */
public final class VolumeTransfer {
    private static final int CHUNK = 256 * 1024;

    private VolumeTransfer() {}

    private static StorageFlags.Transfer[] flags(Invocation in) {
        return in.flag("sparse")
                ? new StorageFlags.Transfer[] {StorageFlags.Transfer.SPARSE_STREAM}
                : new StorageFlags.Transfer[0];
    }

    private static long number(Invocation in, String option) {
        Long value = in.number(option, 0, Long.MAX_VALUE);
        return value == null ? 0 : value;
    }

    /** Gives a volume the content of a file. */
    public static void upload(Invocation in) {
        StorageVolume volume = VolumeChoice.volume(in);
        Path file = in.file(in.required("file")).toPath();
        long offset = number(in, "offset");
        long length = number(in, "length");
        if (!Files.isReadable(file)) {
            throw new Failure("cannot read " + in.required("file"));
        }
        in.attempt("cannot upload to volume " + volume.name());
        try (DataStream data = volume.upload(offset, length, flags(in))) {
            in.attempt("cannot send data to volume " + volume.name());
            send(file, data, in.flag("sparse"));
            in.attempt("cannot close volume " + volume.name());
            data.finish();
        }
    }

    private static void send(Path file, DataStream data, boolean sparse) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                SparseFile map = SparseFile.open(file, false)) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            long end = channel.size();
            // A pipe or device has no length and no holes.
            boolean holes = sparse && end > 0;
            long at = 0;
            while (true) {
                long dataEnd = Long.MAX_VALUE;
                if (holes) {
                    long begin = map.nextData(at, end);
                    if (begin > at) {
                        data.writeHole(begin - at);
                        at = begin;
                        channel.position(at);
                    }
                    dataEnd = map.nextHole(at, end);
                }
                buffer.clear().limit((int) Math.min(CHUNK, dataEnd - at));
                int count = at == dataEnd ? -1 : channel.read(buffer);
                if (count < 0) {
                    return;
                }
                data.write(buffer.flip());
                at += count;
            }
        } catch (IOException e) {
            throw new Failure("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Writes the content of a volume to a file. */
    public static void download(Invocation in) {
        StorageVolume volume = VolumeChoice.volume(in);
        Path file = in.file(in.required("file")).toPath();
        boolean created = !Files.exists(file);
        boolean complete = false;
        in.attempt("cannot download from volume " + volume.name());
        try (DataStream data = volume.download(number(in, "offset"), number(in, "length"), flags(in))) {
            in.attempt("cannot receive data from volume " + volume.name());
            receive(data, file);
            in.attempt("cannot close volume " + volume.name());
            data.finish();
            complete = true;
        } finally {
            if (!complete && created) {
                remove(file);
            }
        }
    }

    private static void receive(DataStream data, Path file) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            long end = 0;
            while (true) {
                end += data.readHole();
                channel.position(end);
                buffer.clear();
                if (data.read(buffer) < 0) {
                    break;
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    end += channel.write(buffer);
                }
            }
            lengthen(file, end);
        } catch (IOException e) {
            throw new Failure("cannot create " + file + ": " + e.getMessage());
        }
    }

    /** A hole at the end is part of the file. */
    private static void lengthen(Path file, long end) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) < end) {
            try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(end);
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("cannot remove the incomplete file " + file + ": " + e.getMessage());
        }
    }
}
