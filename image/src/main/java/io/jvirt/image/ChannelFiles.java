package io.jvirt.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files through the JDK's channels.
 *
 * <p>Locks are QEMU's (its file-posix.c locks single bytes): byte 101 says that somebody writes and 103 that somebody
 * resizes, 201 and 203 that somebody does not want others to. A writer here takes all four for itself, a reader shares
 * the latter two. The kernel keeps such locks for the process and drops them when the process closes any descriptor of
 * the file, so that within the process a table counts as well.
 */
final class ChannelFiles implements ImageFiles {
    private static final long[] BYTES = {101, 103, 201, 203};
    private static final int FIRST_UNSHARED = 2;

    /** What this process has open: how many readers, -1 for a writer. */
    private static final Map<Object, Integer> HELD = new HashMap<>();

    @Override
    public ImageFile open(Path path, Access access) {
        return open(path, access, access == Access.WRITE
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ));
    }

    @Override
    public ImageFile create(Path path) {
        ImageFile file = open(path, Access.WRITE,
                Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
        try {
            // Only now that it is locked, and so nobody's.
            file.truncate(0);
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static ImageFile open(Path path, Access access, Set<StandardOpenOption> options) {
        try {
            FileChannel channel = FileChannel.open(path, options);
            Object key = null;
            try {
                key = hold(path, access);
                if (access == Access.READ_SHARED || (key != null && lock(channel, access))) {
                    Object held = key;
                    return new ChannelFile(path, channel, access == Access.WRITE, () -> release(held));
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                release(key);
                throw e;
            }
            channel.close();
            release(key);
            throw new ImageException("'" + path + "' is in use by somebody else"
                    + (access == Access.WRITE ? "" : ", who writes it"));
        } catch (IOException e) {
            throw new ImageException("Cannot open '" + path + "': " + ChannelFile.reason(e), e);
        }
    }

    /** {@return what to release, null when somebody here has the file in a way that does not allow this access} */
    private static @Nullable Object hold(Path path, Access access) throws IOException {
        if (access == Access.READ_SHARED) {
            return null;
        }
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        if (key == null) {
            key = path.toRealPath();
        }
        synchronized (HELD) {
            int now = HELD.getOrDefault(key, 0);
            if (now < 0 || (access == Access.WRITE && now > 0)) {
                return null;
            }
            HELD.put(key, access == Access.WRITE ? -1 : now + 1);
            return key;
        }
    }

    private static void release(@Nullable Object key) {
        if (key == null) {
            return;
        }
        synchronized (HELD) {
            int now = HELD.getOrDefault(key, 0);
            if (now > 1) {
                HELD.put(key, now - 1);
            } else {
                HELD.remove(key);
            }
        }
    }

    /** Takes the locks, which end with the channel; returns false when somebody else has them. */
    private static boolean lock(FileChannel channel, Access access) throws IOException {
        boolean shared = access == Access.READ;
        for (int i = shared ? FIRST_UNSHARED : 0; i < BYTES.length; i++) {
            try {
                FileLock lock = channel.tryLock(BYTES[i], 1, shared);
                if (lock == null) {
                    return false;
                }
            } catch (OverlappingFileLockException e) {
                // Another reader of this process has it: the table said that this may be.
                return shared;
            }
        }
        return true;
    }
}
