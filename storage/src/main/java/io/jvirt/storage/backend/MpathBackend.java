package io.jvirt.storage.backend;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The host's multipath devices, by dmsetup(8). */
final class MpathBackend extends DeviceVolumes {
    private static final long SECTOR = 512;

    @Override
    public boolean active(StoragePoolDescription pool) {
        return Programs.succeeds("dmsetup", "version");
    }

    @Override
    public PoolContents refresh(StoragePoolDescription pool) {
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        // NAME: START LENGTH multipath ...
        for (String line : Programs.run("dmsetup", "table", "--target", "multipath").lines()) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                String name = line.substring(0, colon);
                long sectors = Long.parseLong(line.substring(colon + 2).split(" ")[1]);
                Path device = Path.of("/dev/mapper", name);
                volumes.add(volume(name, device.toString(), device, sectors * SECTOR));
            }
        }
        return full(pool, volumes);
    }
}
