package io.jvirt.host;

import io.jvirt.host.linux.UserCalls;
import io.jvirt.host.process.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The host's users and groups, local or from a directory service. */
public final class UserDatabase {
    private UserDatabase() {}

    /**
     * A user.
     *
     * @param name login name
     * @param uid number
     * @param gid primary group
     * @param home home folder
     */
    public record User(String name, int uid, int gid, Path home) {
        /** {@return as whom a process of this user runs, with all of the user's groups} */
        public Credentials credentials() {
            List<Integer> groups = UserCalls.groups(name, gid);
            return new Credentials(uid, gid, groups);
        }
    }

    /** {@return the user of this name} */
    public static Optional<User> user(String name) {
        return UserCalls.byName(name).map(UserDatabase::user);
    }

    /** {@return the user of this number} */
    public static Optional<User> user(int uid) {
        return UserCalls.byUid(uid).map(UserDatabase::user);
    }

    /** {@return the number of the group of this name} */
    public static OptionalInt group(String name) {
        return UserCalls.groupByName(name).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** {@return the effective user number of this process} */
    public static int ownUid() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new HostException("Cannot read /proc/self; is /proc mounted?", e);
        }
    }

    private static User user(UserCalls.Entry entry) {
        return new User(entry.name(), entry.uid(), entry.gid(), Path.of(entry.home()));
    }
}
