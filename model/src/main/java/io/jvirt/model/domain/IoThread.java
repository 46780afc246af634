package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import org.jspecify.annotations.Nullable;

@Element("iothread")
@Doc("One thread for disk requests.")
public record IoThread(
        @Attr @Range(min = 1) int id,
        @Attr("thread_pool_min") @Nullable Integer threadPoolMin,
        @Attr("thread_pool_max") @Nullable Integer threadPoolMax,
        @Attr("poll@max") @Nullable Long pollMax,
        @Attr("poll@grow") @Nullable Long pollGrow,
        @Attr("poll@shrink") @Nullable Long pollShrink) {
}
