package io.jvirt.qemu.command;

import io.jvirt.model.domain.DefaultIoThread;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.IoThread;
import java.util.ArrayList;
import java.util.List;

/** Threads that handle disk requests. */
final class ThreadObjects {
    private ThreadObjects() {
    }

    static void ioThreads(Guest guest, Arguments out) {
        for (IoThread thread : all(guest.domain())) {
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

    /** {@return the threads that the document describes, and as many more as it counts, with the lowest free numbers} */
    private static List<IoThread> all(DomainDescription domain) {
        List<IoThread> threads = new ArrayList<>(domain.iothreadids());
        int wanted = domain.iothreads() == null ? 0 : domain.iothreads();
        for (int id = 1; threads.size() < wanted; id++) {
            int candidate = id;
            if (domain.iothreadids().stream().noneMatch(t -> t.id() == candidate)) {
                threads.add(new IoThread(id, null, null, null, null, null));
            }
        }
        return threads;
    }

    static String name(int id) {
        return "iothread" + id;
    }
}
