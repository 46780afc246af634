package io.jvirt.host.file;

import io.jvirt.host.HostException;
import io.jvirt.host.linux.StatCalls;
import java.nio.file.Path;

/**
 * Room in a file system (statvfs(3)); sizes in bytes.
 *
 * @param capacity its size
 * @param free unused, including what is reserved for root
 * @param available unused, for anybody
 * @param files how many inodes it has
 * @param freeFiles how many of them are unused
 * @param readOnly whether it is mounted read-only
 */
public record FileSystemSpace(long capacity, long free, long available, long files, long freeFiles, boolean readOnly) {
    private static final long ST_RDONLY = 1;

    /** {@return the size of the blocks in which the file system that holds {@code path} keeps files} */
    static long blockSize(Path path) {
        return facts(path)[0];
    }

    /** {@return the room in the file system that holds {@code path}} */
    public static FileSystemSpace of(Path path) {
        long[] facts = facts(path);
        return new FileSystemSpace(
                facts[0] * facts[1], facts[0] * facts[2], facts[0] * facts[3], facts[4], facts[5], (facts[6] & ST_RDONLY) != 0);
    }

    private static long[] facts(Path path) {
        long[] facts = new long[7];
        int result = StatCalls.fileSystem(path.toString(), facts);
        if (result < 0) {
            throw new HostException("look at the file system of '" + path + "'", -result);
        }
        return facts;
    }
}
