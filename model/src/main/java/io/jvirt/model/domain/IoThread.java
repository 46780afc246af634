package io.jvirt.model.domain;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import org.jspecify.annotations.Nullable;

@Element("iothread")
@Doc("One thread for disk requests.")
public record IoThread(
        @Attr @Range(min = 1) @Doc("Number, from 1.") int id,
        @Attr("thread_pool_min") @Doc("Least number of worker threads.") @Nullable Integer threadPoolMin,
        @Attr("thread_pool_max") @Doc("Largest number of worker threads.") @Nullable Integer threadPoolMax,
        @Attr("poll@max") @Doc("Longest time to poll, in nanoseconds.") @Nullable Long pollMax,
        @Attr("poll@grow") @Doc("Factor or step by which polling grows.") @Nullable Long pollGrow,
        @Attr("poll@shrink") @Doc("Factor or step by which polling shrinks.") @Nullable Long pollShrink) {
}
