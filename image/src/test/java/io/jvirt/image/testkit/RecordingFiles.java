package io.jvirt.image.testkit;

import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The host's files, with a record of all that is done to one of them. */
public final class RecordingFiles implements ImageFiles {
    private final List<Step> steps = new ArrayList<>();

    /** What was done to the file. */
    public sealed interface Step {}

    /** Bytes were written. */
    public record Write(long offset, byte[] bytes) implements Step {}

    /** The length was changed. */
    public record Truncate(long length) implements Step {}

    /** All before became durable. */
    public record Sync() implements Step {}

    /** The program noted something between two steps. */
    public record Mark(Object note) implements Step {}

    /** Notes something between what is done to the file. */
    public void mark(Object note) {
        steps.add(new Mark(note));
    }

    public List<Step> steps() {
        return steps;
    }

    @Override
    public ImageFile open(Path path, Access access) {
        return new Recorder(ImageFiles.HOST.open(path, access));
    }

    @Override
    public ImageFile create(Path path) {
        return new Recorder(ImageFiles.HOST.create(path));
    }

    private final class Recorder implements ImageFile {
        private final ImageFile file;

        Recorder(ImageFile file) {
            this.file = file;
        }

        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public boolean writable() {
            return file.writable();
        }

        @Override
        public long length() {
            return file.length();
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            file.read(offset, target);
        }

        @Override
        public void write(long offset, ByteBuffer source) {
            byte[] bytes = new byte[source.remaining()];
            source.get(source.position(), bytes);
            steps.add(new Write(offset, bytes));
            file.write(offset, source);
        }

        @Override
        public void truncate(long length) {
            steps.add(new Truncate(length));
            file.truncate(length);
        }

        @Override
        public void sync() {
            steps.add(new Sync());
        }

        @Override
        public void zero(long offset, long length) {
            write(offset, ByteBuffer.allocate((int) length));
        }

        @Override
        public void allocate(long offset, long length) {
            truncate(Math.max(length(), offset + length));
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
