package io.jvirt.qemu.command;

import io.jvirt.model.domain.DefaultIoThread;
import io.jvirt.model.domain.IoThread;

/** Threads that handle disk requests. */
final class ThreadObjects {
    private ThreadObjects() {
    }

    static void ioThreads(Guest guest, Arguments out) {
        for (IoThread thread : guest.domain().iothreadids()) {
            out.object(Props.object("iothread", name(thread.id()))
                    .number("thread-pool-min", thread.threadPoolMin())
                    .number("thread-pool-max", thread.threadPoolMax())
                    .number("poll-max-ns", thread.pollMax())
                    .number("poll-grow", thread.pollGrow())
                    .number("poll-shrink", thread.pollShrink()));
        }
        DefaultIoThread main = guest.domain().defaultiothread();
        if (main != null) {
            out.object(Props.object("main-loop", "main-loop").number("thread-pool-min", main.threadPoolMin())
                    .number("thread-pool-max", main.threadPoolMax()));
        }
    }

    static String name(int id) {
        return "iothread" + id;
    }
}
