package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Worker threads of the emulator's own event loop.")
public record DefaultIoThread(
        @Attr("thread_pool_min") @Doc("Least number of worker threads.") @Nullable Integer threadPoolMin,
        @Attr("thread_pool_max") @Doc("Largest number of worker threads.") @Nullable Integer threadPoolMax) {
}
