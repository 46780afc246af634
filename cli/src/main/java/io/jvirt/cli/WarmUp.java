package io.jvirt.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/**
 * Makes the JDK's Unix sockets ready on a second processor while the command line is read: their first use gathers
 * random numbers through the security providers, which takes a third of a short command's time.
 */
final class WarmUp implements Runnable {
    private WarmUp() {}

    static void start() {
        Thread thread = new Thread(new WarmUp(), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException | UnsupportedOperationException e) {
            // Whoever really connects gets the same and tells of it.
        }
    }
}
