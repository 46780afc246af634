package io.jvirt.host.file;

import io.jvirt.host.HostException;
import io.jvirt.host.linux.StatCalls;
import java.nio.file.Path;

/**
 * How much a file covers and how much it takes, both in bytes (statx(2)).
 *
 * @param length its size as read
 * @param allocated what its blocks take on the file system; less than {@code length} when it has holes
 */
public record FileSpace(long length, long allocated) {
    private static final int BLOCK = 512;

    /** {@return the facts of a file, symbolic links followed} */
    public static FileSpace of(Path path) {
        long[] facts = new long[2];
        int result = StatCalls.sizes(path.toString(), facts);
        if (result < 0) {
            throw new HostException("look at '" + path + "'", -result);
        }
        return new FileSpace(facts[0], facts[1] * BLOCK);
    }

    /** {@return whether parts of the file take no space} */
    public boolean sparse() {
        return allocated < length;
    }
}
