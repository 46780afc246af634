package io.jvirt.host.file;

import io.jvirt.host.Descriptor;
import io.jvirt.host.HostException;
import io.jvirt.host.linux.Errno;
import io.jvirt.host.linux.FileCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Takes the content out of a log file that another process keeps open for appending and cannot be asked to reopen. */
public final class LogTrimmer {
    private static final int CHUNK = 64 * 1024;

    private LogTrimmer() {}

    /**
     * Moves the whole content of {@code log} to {@code target}, which is replaced, and leaves {@code log} nearly empty for its writer.
     *
     * <p>Where the file system can cut off the beginning of a file (fallocate(2) FALLOC_FL_COLLAPSE_RANGE: ext4, xfs) what the writer
     * appends meanwhile is never lost, and up to one block stays in {@code log}. Elsewhere the file is truncated right after
     * its last bytes were copied, and what is written in between, some microseconds, is lost.
     */
    public static void moveContent(Path log, Path target) throws IOException {
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(
                        target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Folders.changeMode(target, 0600);
            int block = (int) FileSystemSpace.blockSize(log);
            // At least one byte has to stay for the kernel to cut off what is before.
            long whole = Math.max(0, from.size() - 1) / block * block;
            copy(from, 0, whole, to);
            if (whole > 0 && collapse(log, whole)) {
                return;
            }
            long copied = whole;
            while (from.size() > copied) {
                long size = from.size();
                copy(from, copied, size, to);
                copied = size;
            }
            from.truncate(0);
        }
    }

    private static boolean collapse(Path log, long length) {
        try (Descriptor descriptor = Descriptor.open(log, FileCalls.O_RDWR)) {
            int result = FileCalls.collapse(descriptor.number(), length);
            if (result < 0 && result != -Errno.EOPNOTSUPP && result != -Errno.EINVAL) {
                throw new HostException("cut off the beginning of '" + log + "'", -result);
            }
            return result >= 0;
        }
    }

    private static void copy(FileChannel from, long start, long end, FileChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        for (long at = start; at < end; ) {
            buffer.clear().limit((int) Math.min(CHUNK, end - at));
            int count = from.read(buffer, at);
            if (count < 0) {
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            at += count;
        }
    }
}
