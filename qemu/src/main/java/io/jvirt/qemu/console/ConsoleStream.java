package io.jvirt.qemu.console;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.DescriptorChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One viewer of a console. Ends when the viewer leaves, when the guest is off, or when another viewer takes over. */
final class ConsoleStream implements DataStream {
    private final String name;
    private final DescriptorChannel channel;
    private final Runnable onEnd;
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();

    ConsoleStream(String name, DescriptorChannel channel, Runnable onEnd) {
        this.name = name;
        this.channel = channel;
        this.onEnd = onEnd;
    }

    @Override
    public int read(ByteBuffer target) {
        try {
            return channel.read(target);
        } catch (AsynchronousCloseException e) {
            return -1;
        } catch (ClosedChannelException e) {
            throw ended(e);
        } catch (IOException e) {
            // A terminal says EIO when QEMU, at its other end, is gone: the end of the data, not a failure.
            return -1;
        }
    }

    @Override
    public void write(ByteBuffer source) {
        try {
            channel.write(source);
        } catch (ClosedChannelException e) {
            throw ended(e);
        } catch (IOException e) {
            throw new JvirtException(
                    ErrorCode.OPERATION_FAILED, ErrorDomain.STREAMS, "cannot write to console '" + name + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void finish() {
        end("console '" + name + "' was left");
    }

    @Override
    public void abort() {
        end("console '" + name + "' was left");
    }

    /** Ends the stream from outside; reads that wait return the end of the data. */
    void end(String reason) {
        if (end.compareAndSet(null, reason)) {
            channel.close();
            onEnd.run();
        }
    }

    private JvirtException ended(IOException e) {
        String reason = end.get();
        return new JvirtException(
                ErrorCode.OPERATION_FAILED,
                ErrorDomain.STREAMS,
                reason == null ? "console '" + name + "' is closed" : reason,
                e);
    }
}
