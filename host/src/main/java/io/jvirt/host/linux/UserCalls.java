package io.jvirt.host.linux;

import static io.jvirt.host.linux.CFunction.INT;
import static io.jvirt.host.linux.CFunction.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls on the user and group databases, through whatever the host's nsswitch.conf names. */
public final class UserCalls {
    /** struct passwd of getpwnam(3). */
    public static final StructLayout PASSWD = MemoryLayout.structLayout(
            POINTER.withName("pw_name"),
            POINTER.withName("pw_passwd"),
            INT.withName("pw_uid"),
            INT.withName("pw_gid"),
            POINTER.withName("pw_gecos"),
            POINTER.withName("pw_dir"),
            POINTER.withName("pw_shell"));

    /** struct group of getgrnam(3). */
    public static final StructLayout GROUP = MemoryLayout.structLayout(
            POINTER.withName("gr_name"),
            POINTER.withName("gr_passwd"),
            INT.withName("gr_gid"),
            MemoryLayout.paddingLayout(4),
            POINTER.withName("gr_mem"));

    private static final int LARGEST_ENTRY = 1 << 20;
    private static final int MOST_GROUPS = 65_536;

    private static final CFunction BY_NAME = CFunction.of("getpwnam_r");
    private static final CFunction BY_UID = CFunction.of("getpwuid_r");
    private static final CFunction GROUP_BY_NAME = CFunction.of("getgrnam_r");
    private static final CFunction GROUP_LIST = CFunction.of("getgrouplist");

    private UserCalls() {}

    /** One user as the database has it. */
    public record Entry(String name, int uid, int gid, String home) {}

    /** getpwnam_r(3): the user of this name. The strings lie in our buffer, which is gone when this returns. */
    public static Optional<Entry> byName(String name) {
        return user(name, -1);
    }

    /** getpwuid_r(3): the user of this number. */
    public static Optional<Entry> byUid(int uid) {
        return user("", uid);
    }

    private static Optional<Entry> user(String name, int uid) {
        for (long room = 4096; room <= LARGEST_ENTRY; room *= 4) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment entry = arena.allocate(PASSWD);
                MemorySegment buffer = arena.allocate(room);
                MemorySegment found = arena.allocate(POINTER);
                int error = uid >= 0
                        ? BY_UID.plain(uid, entry.address(), buffer.address(), room, found.address())
                        : BY_NAME.plain(
                                arena.allocateFrom(name).address(), entry.address(), buffer.address(), room, found.address());
                if (error == Errno.ERANGE) {
                    continue;
                }
                if (found.get(POINTER, 0).address() == 0) {
                    return Optional.empty();
                }
                return Optional.of(new Entry(
                        string(entry, PASSWD, "pw_name"),
                        entry.get(INT, offset(PASSWD, "pw_uid")),
                        entry.get(INT, offset(PASSWD, "pw_gid")),
                        string(entry, PASSWD, "pw_dir")));
            }
        }
        return Optional.empty();
    }

    /** getgrnam_r(3): the number of the group of this name. */
    public static Optional<Integer> groupByName(String name) {
        for (long room = 4096; room <= LARGEST_ENTRY; room *= 4) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment entry = arena.allocate(GROUP);
                MemorySegment buffer = arena.allocate(room);
                MemorySegment found = arena.allocate(POINTER);
                int error = GROUP_BY_NAME.plain(
                        arena.allocateFrom(name).address(), entry.address(), buffer.address(), room, found.address());
                if (error == Errno.ERANGE) {
                    continue;
                }
                return found.get(POINTER, 0).address() == 0
                        ? Optional.empty()
                        : Optional.of(entry.get(INT, offset(GROUP, "gr_gid")));
            }
        }
        return Optional.empty();
    }

    /** getgrouplist(3): all groups of a user, the primary one among them. */
    public static List<Integer> groups(String name, int primary) {
        for (int room = 64; room <= MOST_GROUPS; room *= 8) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment list = arena.allocate(INT, room);
                MemorySegment count = arena.allocateFrom(INT, room);
                int result = GROUP_LIST.plain(arena.allocateFrom(name).address(), primary, list.address(), count.address());
                if (result >= 0) {
                    List<Integer> groups = new ArrayList<>();
                    for (int i = 0; i < count.get(INT, 0); i++) {
                        groups.add(list.getAtIndex(INT, i));
                    }
                    return groups;
                }
            }
        }
        return List.of(primary);
    }

    private static String string(MemorySegment entry, StructLayout layout, String field) {
        MemorySegment text = entry.get(POINTER, offset(layout, field));
        return text.address() == 0 ? "" : text.reinterpret(LARGEST_ENTRY).getString(0);
    }

    private static long offset(StructLayout layout, String field) {
        return layout.byteOffset(MemoryLayout.PathElement.groupElement(field));
    }
}
