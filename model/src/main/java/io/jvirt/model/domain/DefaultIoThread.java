package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import org.jspecify.annotations.Nullable;

public record DefaultIoThread(
        @Attr("thread_pool_min") @Nullable Integer threadPoolMin,
        @Attr("thread_pool_max") @Nullable Integer threadPoolMax) {
}
