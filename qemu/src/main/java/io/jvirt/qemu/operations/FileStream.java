package io.jvirt.qemu.operations;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The content of an open file, to be read once. The file's name may be gone already. */
final class FileStream implements DataStream {
    private final FileChannel channel;

    FileStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) {
        try {
            return channel.read(target);
        } catch (IOException e) {
            throw new JvirtException(ErrorCode.SYSTEM_ERROR, ErrorDomain.STREAMS, "cannot read from stream: " + e.getMessage(), e);
        }
    }

    @Override
    public void write(ByteBuffer source) {
        throw new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.STREAMS, "this stream can only be read");
    }

    @Override
    public void finish() {
        abort();
    }

    @Override
    public void abort() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JvirtException(ErrorCode.SYSTEM_ERROR, ErrorDomain.STREAMS, "cannot close stream: " + e.getMessage(), e);
        }
    }
}
