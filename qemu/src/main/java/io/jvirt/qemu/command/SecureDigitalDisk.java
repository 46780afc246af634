package io.jvirt.qemu.command;

import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import org.jspecify.annotations.Nullable;

/** Memory cards, which sit in a slot of the board that no device can name: QEMU's old drives are the only way. */
final class SecureDigitalDisk {
    private SecureDigitalDisk() {
    }

    static void add(Guest guest, Arguments out, Disk disk) {
        KeyValues values = KeyValues.of();
        Disk.Driver driver = disk.driver();
        switch (disk.source()) {
            case StorageSource.File file -> values.put("file", file.file());
            case StorageSource.Block block -> values.put("file", block.dev());
            case StorageSource.Dir dir -> values.put("file", "fat:" + dir.dir());
            case StorageSource.Network network -> {
                Props file = Props.of().nested("file", NetworkStorage.props(guest, DiskImages.top(guest, disk), network));
                FlatJson.add(values, "file", file.json().get("file"));
            }
            case StorageSource.Volume _, StorageSource.Nvme _, StorageSource.VhostUser _, StorageSource.VhostVdpa _ ->
                    throw Guest.unsupported("unsupported source of SD disk '" + DiskDevices.targetName(disk) + "'");
        }
        StorageFormat format = driver == null ? null : driver.type();
        if (format != null && !(disk.source() instanceof StorageSource.Dir)) {
            values.put("format", format.xml());
        }
        values.put("if", "sd").put("index", index(DiskDevices.targetName(disk)));
        if (disk.readonly()) {
            values.put("readonly", "on");
        }
        if (driver != null && !DiskImages.isEmpty(disk)) {
            values.put("cache", cache(driver))
                    .put("copy-on-read", driver.copyOnRead())
                    .put("discard", driver.discard() == null ? null : driver.discard().xml())
                    .put("detect-zeroes", driver.detectZeroes() == null ? null : driver.detectZeroes().xml())
                    .put("aio", driver.io() == null ? null : driver.io().xml());
        }
        out.add("drive", values);
    }

    private static @Nullable String cache(Disk.Driver driver) {
        return driver.cache() == null || driver.cache() == Disk.Cache.DEFAULT ? null : driver.cache().xml();
    }

    /** {@return the place that a target's letters mean: a is 0, z 25, aa 26} */
    static int index(String target) {
        int index = 0;
        int start = target.startsWith("fd") || target.startsWith("hd") || target.startsWith("vd")
                || target.startsWith("sd") || target.startsWith("xvd") || target.startsWith("ubd")
                ? target.indexOf('d') + 1 : 0;
        for (int i = start; i < target.length(); i++) {
            char letter = target.charAt(i);
            if (letter < 'a' || letter > 'z') {
                break;
            }
            index = index * 26 + (letter - 'a' + 1);
        }
        return index - 1;
    }
}
