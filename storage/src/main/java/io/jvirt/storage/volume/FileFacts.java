package io.jvirt.storage.volume;

import io.jvirt.model.storage.FileMode;
import io.jvirt.model.storage.Permissions;
import io.jvirt.model.storage.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the host knows of a file (stat(2)), symbolic links followed.
 *
 * @param kind what it is
 * @param length its size as read, 0 for a device
 */
public record FileFacts(Kind kind, long length, Permissions permissions, Timestamps timestamps) {
    /** What a file is. */
    public enum Kind { FILE, FOLDER, BLOCK, OTHER }

    private static final int TYPE = 0170000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int BLOCK = 0060000;

    /** {@return the facts of a file that exists} */
    public static FileFacts of(Path path) throws IOException {
        Map<String, Object> found =
                Files.readAttributes(path, "unix:mode,uid,gid,size,lastAccessTime,lastModifiedTime,ctime");
        int mode = (Integer) value(found, "mode");
        Kind kind = switch (mode & TYPE) {
            case FILE -> Kind.FILE;
            case FOLDER -> Kind.FOLDER;
            case BLOCK -> Kind.BLOCK;
            default -> Kind.OTHER;
        };
        return new FileFacts(
                kind,
                kind == Kind.FILE ? (Long) value(found, "size") : 0,
                new Permissions(
                        new FileMode(mode & 0777), number(value(found, "uid")), number(value(found, "gid")), null),
                new Timestamps(
                        text(value(found, "lastAccessTime")), text(value(found, "lastModifiedTime")), text(value(found, "ctime")), null));
    }

    private static Object value(Map<String, Object> found, String name) {
        return Objects.requireNonNull(found.get(name), name);
    }

    private static long number(Object id) {
        return Integer.toUnsignedLong((Integer) id);
    }

    private static String text(Object time) {
        long nanos = ((FileTime) time).to(TimeUnit.NANOSECONDS);
        String fraction = Long.toString(1_000_000_000L + Math.floorMod(nanos, 1_000_000_000L));
        return Math.floorDiv(nanos, 1_000_000_000L) + "." + fraction.substring(1);
    }
}
