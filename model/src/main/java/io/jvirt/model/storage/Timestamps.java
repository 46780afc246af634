package io.jvirt.model.storage;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

/** When a file was used: seconds since 1970 with nine digits behind the point. */
@Doc("When the file was used, in seconds since 1970; told, never taken.")
public record Timestamps(
        @Child @Doc("When it was read.") @Nullable String atime,
        @Child @Doc("When it was written.") @Nullable String mtime,
        @Child @Doc("When it or its permissions were changed.") @Nullable String ctime,
        @Child @Doc("When it was created.") @Nullable String btime) {
}
