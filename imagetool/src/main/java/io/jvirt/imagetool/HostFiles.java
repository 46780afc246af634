package io.jvirt.imagetool;

import io.jvirt.host.HostException;
import io.jvirt.host.file.FileSpace;
import io.jvirt.host.file.SparseFile;
import io.jvirt.image.ForwardingFile;
import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFiles;
import java.nio.file.Path;

/** The host's files with their holes, which the JDK does not show. */
final class HostFiles implements ImageFiles {
    private final boolean unsafe;

    /** @param unsafe whether nothing has to be durable, as with qemu-img's cache mode {@code unsafe} */
    HostFiles(boolean unsafe) {
        this.unsafe = unsafe;
    }

    @Override
    public ImageFile open(Path path, Access access) {
        return withHoles(ImageFiles.HOST.open(path, access));
    }

    @Override
    public ImageFile create(Path path) {
        return withHoles(ImageFiles.HOST.create(path));
    }

    private ImageFile withHoles(ImageFile file) {
        try {
            return new HostFile(file, SparseFile.open(file.path(), file.writable()), unsafe);
        } catch (HostException e) {
            file.close();
            throw new ImageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static final class HostFile extends ForwardingFile {
        private final SparseFile holes;
        private final boolean unsafe;

        HostFile(ImageFile file, SparseFile holes, boolean unsafe) {
            super(file);
            this.holes = holes;
            this.unsafe = unsafe;
        }

        @Override
        public void sync() {
            if (!unsafe) {
                super.sync();
            }
        }

        @Override
        public long nextData(long offset) {
            long found = holes.nextData(offset);
            return found < 0 ? length() : found;
        }

        @Override
        public long nextHole(long offset) {
            long found = holes.nextHole(offset);
            return found < 0 ? length() : found;
        }

        @Override
        public void zero(long offset, long length) {
            long end = Math.min(offset + length, length());
            if (end > offset && !holes.punch(offset, end - offset)) {
                super.zero(offset, length);
            } else if (offset + length > length()) {
                truncate(offset + length);
            }
        }

        @Override
        public void allocate(long offset, long length) {
            if (length > 0 && !holes.allocate(offset, length)) {
                super.allocate(offset, length);
            }
        }

        @Override
        public long spaceTaken() {
            return FileSpace.of(path()).allocated();
        }

        @Override
        public void close() {
            holes.close();
            super.close();
        }
    }
}
