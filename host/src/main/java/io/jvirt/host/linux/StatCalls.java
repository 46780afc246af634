package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;
import static io.jvirt.host.linux.CFunction.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/** Facts on files and file systems that the JDK does not show. */
public final class StatCalls {
    private static final int AT_FDCWD = -100;
    private static final int STATX_BASIC_STATS = 0x7ff;

    /** The beginning of struct statx (statx(2)); the kernel's is 256 bytes. */
    public static final StructLayout STATX = MemoryLayout.structLayout(
            INT.withName("stx_mask"),
            INT.withName("stx_blksize"),
            LONG.withName("stx_attributes"),
            INT.withName("stx_nlink"),
            INT.withName("stx_uid"),
            INT.withName("stx_gid"),
            ValueLayout.JAVA_SHORT.withName("stx_mode"),
            MemoryLayout.paddingLayout(2),
            LONG.withName("stx_ino"),
            LONG.withName("stx_size"),
            LONG.withName("stx_blocks"),
            MemoryLayout.paddingLayout(256 - 56));

    /** struct statvfs (statvfs(3)) of the 64-bit ABIs. */
    public static final StructLayout STATVFS = MemoryLayout.structLayout(
            LONG.withName("f_bsize"),
            LONG.withName("f_frsize"),
            LONG.withName("f_blocks"),
            LONG.withName("f_bfree"),
            LONG.withName("f_bavail"),
            LONG.withName("f_files"),
            LONG.withName("f_ffree"),
            LONG.withName("f_favail"),
            LONG.withName("f_fsid"),
            LONG.withName("f_flag"),
            LONG.withName("f_namemax"),
            MemoryLayout.paddingLayout(24));

    private static final CFunction STATX_CALL = CFunction.of("statx");
    private static final CFunction STATVFS_CALL = CFunction.of("statvfs");

    private StatCalls() {}

    /** statx(2), following symbolic links: fills {@code facts} with st_size and st_blocks (of 512 bytes). */
    public static int sizes(String path, long[] facts) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(STATX);
            int result = STATX_CALL.callInt(
                    AT_FDCWD, arena.allocateFrom(path).address(), 0, STATX_BASIC_STATS, buffer.address());
            facts[0] = get(buffer, STATX, "stx_size");
            facts[1] = get(buffer, STATX, "stx_blocks");
            return result;
        }
    }

    /** statvfs(3): fills {@code facts} with fragment size, blocks, free, available, inodes, free inodes and flags. */
    public static int fileSystem(String path, long[] facts) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(STATVFS);
            int result = STATVFS_CALL.callInt(arena.allocateFrom(path).address(), buffer.address());
            String[] names = {"f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_flag"};
            for (int i = 0; i < names.length; i++) {
                facts[i] = get(buffer, STATVFS, names[i]);
            }
            return result;
        }
    }

    private static long get(MemorySegment segment, StructLayout layout, String name) {
        return segment.get(LONG, layout.byteOffset(MemoryLayout.PathElement.groupElement(name)));
    }
}
