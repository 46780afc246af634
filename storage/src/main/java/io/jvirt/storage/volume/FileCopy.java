package io.jvirt.storage.volume;

import io.jvirt.host.file.SparseFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies of files byte by byte, holes kept. */
final class FileCopy {
    private FileCopy() {}

    /** Copies the data of a range of one file into the same place of another, which reads as zero there. */
    static void range(Path source, Path target, long from, long to) throws IOException {
        try (SparseFile map = SparseFile.open(source, false);
                FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
            long at = map.nextData(from, to);
            while (at < to) {
                long end = map.nextHole(at, to);
                copy(in, out, at, end);
                at = map.nextData(end, to);
            }
        }
    }

    private static void copy(FileChannel in, FileChannel out, long from, long to) throws IOException {
        out.position(from);
        long at = from;
        while (at < to) {
            // copy_file_range(2) where the kernel has it for both files, so that nothing passes through us.
            long count = in.transferTo(at, to - at, out);
            if (count <= 0) {
                return;
            }
            at += count;
        }
    }
}
