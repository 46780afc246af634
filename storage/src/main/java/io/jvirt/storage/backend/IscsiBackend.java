package io.jvirt.storage.backend;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StoragePoolSource;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.storage.StorageErrors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The disks of an iSCSI target, attached to the host by iscsiadm(8) as long as the pool is started. */
final class IscsiBackend extends DeviceVolumes {
    private static final int PORT = 3260;
    /** A line of {@code iscsiadm --mode session}: tcp: [3] 192.0.2.1:3260,1 iqn.2013-06.com.example:disks (non-flash) */
    private static final Pattern SESSION = Pattern.compile("\\S+ \\[(\\d+)] \\S+ (\\S+).*");

    private final ScsiUnits units = new ScsiUnits(Path.of("/sys"));

    private static String portal(StoragePoolSource source) {
        if (source.host().size() != 1) {
            throw StorageErrors.unsupported("Expected exactly 1 host for the storage pool");
        }
        StoragePoolSource.Host host = source.host().getFirst();
        return host.name() + ":" + (host.port() == null ? PORT : host.port());
    }

    private static String target(StoragePoolDescription pool) {
        if (pool.source().device().size() != 1) {
            throw StorageErrors.unsupported("missing source device");
        }
        return pool.source().device().getFirst().path();
    }

    private static OptionalInt session(StoragePoolDescription pool) {
        if (!Programs.succeeds("iscsiadm", "--mode", "session")) {
            return OptionalInt.empty();
        }
        for (String line : Programs.run("iscsiadm", "--mode", "session").lines()) {
            Matcher session = SESSION.matcher(line);
            if (session.matches() && session.group(2).equals(target(pool))) {
                return OptionalInt.of(Integer.parseInt(session.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public boolean active(StoragePoolDescription pool) {
        return session(pool).isPresent();
    }

    @Override
    public void start(StoragePoolDescription pool) {
        if (pool.source().auth() != null) {
            throw StorageErrors.noSupport("iSCSI targets that ask for a password");
        }
        if (active(pool)) {
            return;
        }
        List<String> node = List.of("iscsiadm", "--mode", "node", "--portal", portal(pool.source()), "--targetname", target(pool));
        Programs.run(Programs.with(node, List.of("--op", "new")));
        if (pool.source().initiator() != null) {
            Programs.run(Programs.with(node, List.of("--op", "update", "--name", "iface.initiatorname", "--value", pool.source().initiator())));
        }
        Programs.run(Programs.with(node, List.of("--op", "update", "--name", "node.startup", "--value", "manual")));
        Programs.run(Programs.with(node, List.of("--login")));
    }

    @Override
    public void stop(StoragePoolDescription pool) {
        if (active(pool)) {
            Programs.run("iscsiadm", "--mode", "node", "--portal", portal(pool.source()), "--targetname", target(pool), "--logout");
        }
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        int number = session(pool).orElseThrow(() -> StorageErrors.internal("cannot find iscsi session of '" + target(pool) + "'"));
        Programs.run("iscsiadm", "--mode", "session", "-r", Integer.toString(number), "-R");
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        Path session = Path.of("/sys/class/iscsi_session/session" + number + "/device");
        try (var targets = java.nio.file.Files.newDirectoryStream(session, "target*")) {
            for (Path target : targets) {
                String host = target.getFileName().toString().substring("target".length());
                volumes.addAll(units.of(pool, Integer.parseInt(host.substring(0, host.indexOf(':')))));
            }
        } catch (java.io.IOException e) {
            throw StorageErrors.system("cannot look at the disks of iSCSI session " + number + ": " + e.getMessage(), e);
        }
        return full(pool, volumes);
    }

    @Override
    public boolean findsSources() {
        return true;
    }

    @Override
    public List<StoragePoolSource> findSources(@Nullable StoragePoolSource where) {
        if (where == null || where.host().size() != 1) {
            throw StorageErrors.argument("hostname must be specified for iscsi sources");
        }
        List<StoragePoolSource> found = new ArrayList<>();
        List<String> command = List.of(
                "iscsiadm", "--mode", "discovery", "--type", "sendtargets", "--portal", portal(where) + ",1", "--op", "nonpersistent");
        for (String line : Programs.run(command).lines()) {
            String[] words = line.split(" ");
            if (words.length == 2) {
                found.add(new StoragePoolSource(where.host(), List.of(new StoragePoolSource.Device(words[1])), null, null, null,
                        where.initiator(), null, null, null, null, null));
            }
        }
        return found;
    }
}
