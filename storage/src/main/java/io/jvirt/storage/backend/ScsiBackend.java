package io.jvirt.storage.backend;

import io.jvirt.model.storage.StorageAdapter;
import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.storage.StorageErrors;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The disks that a SCSI adapter of the host sees. */
final class ScsiBackend extends DeviceVolumes {
    private static final Pattern NAME = Pattern.compile("(?:scsi_)?(?:host|fc_host)?(\\d+)");

    private final ScsiUnits units = new ScsiUnits(Path.of("/sys"));

    private Optional<Integer> adapter(StoragePoolDescription pool) {
        return switch (pool.source().adapter()) {
            case StorageAdapter.ScsiHost host when host.name() != null -> {
                Matcher name = NAME.matcher(host.name());
                yield name.matches() ? Optional.of(Integer.parseInt(name.group(1))).filter(units::has) : Optional.empty();
            }
            case StorageAdapter.ScsiHost host when host.address() != null && host.uniqueId() != null ->
                units.at(host.address().toString(), host.uniqueId());
            case StorageAdapter.FibreChannel _ ->
                throw StorageErrors.noSupport("virtual Fibre Channel adapters; name the host's adapter (type='scsi_host')");
            case null, default -> Optional.empty();
        };
    }

    private int required(StoragePoolDescription pool) {
        return adapter(pool).orElseThrow(() -> StorageErrors.internal("the host has no SCSI adapter as pool '" + pool.name() + "' names it"));
    }

    @Override
    public boolean active(StoragePoolDescription pool) {
        return adapter(pool).isPresent();
    }

    @Override
    public void start(StoragePoolDescription pool) {
        required(pool);
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        int adapter = required(pool);
        units.rescan(adapter);
        return full(pool, units.of(pool, adapter));
    }
}
