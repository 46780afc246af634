package io.jvirt.rpc.testkit;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** Takes nothing and gives nothing, until it is given up. */
final class StuckStream implements DataStream {
    private final CountDownLatch aborted = new CountDownLatch(1);

    @Override
    public int read(ByteBuffer target) {
        throw stuck();
    }

    @Override
    public void write(ByteBuffer source) {
        throw stuck();
    }

    private JvirtException stuck() {
        try {
            aborted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new JvirtException(ErrorCode.OPERATION_ABORTED, ErrorDomain.STREAMS, "stream was aborted");
    }

    @Override
    public void finish() {}

    @Override
    public void abort() {
        aborted.countDown();
    }
}
