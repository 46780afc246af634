package io.jvirt.image;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file that hands everything on to another: the base of those that change some of it. */
public abstract class ForwardingFile implements ImageFile {
    private final ImageFile file;

    /** Hands on to {@code file}, which is closed with this one. */
    protected ForwardingFile(ImageFile file) {
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
        file.write(offset, source);
    }

    @Override
    public void truncate(long length) {
        file.truncate(length);
    }

    @Override
    public void sync() {
        file.sync();
    }

    @Override
    public long nextData(long offset) {
        return file.nextData(offset);
    }

    @Override
    public long nextHole(long offset) {
        return file.nextHole(offset);
    }

    @Override
    public void zero(long offset, long length) {
        file.zero(offset, length);
    }

    @Override
    public void allocate(long offset, long length) {
        file.allocate(offset, length);
    }

    @Override
    public long spaceTaken() {
        return file.spaceTaken();
    }

    @Override
    public void close() {
        file.close();
    }
}
