package io.jvirt.storage.backend;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The disks behind SCSI adapters, as sysfs has them. */
final class ScsiUnits {
    private static final long SECTOR = 512;

    private final Path sysfs;

    /** Below a sysfs, the host's own being {@code /sys}. */
    ScsiUnits(Path sysfs) {
        this.sysfs = sysfs;
    }

    /** {@return the disks of an adapter as volumes of a pool, by address} */
    List<StorageVolumeDescription> of(StoragePoolDescription pool, int adapter) {
        List<StorageVolumeDescription> volumes = new ArrayList<>();
        Path devices = sysfs.resolve("bus/scsi/devices");
        try (DirectoryStream<Path> units = Files.newDirectoryStream(devices, adapter + ":*")) {
            for (Path unit : units) {
                block(unit).ifPresent(block -> volumes.add(volume(pool, unit.getFileName().toString(), block)));
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list '" + devices + "': " + e.getMessage(), e);
        }
        volumes.sort(java.util.Comparator.comparing(StorageVolumeDescription::name));
        return volumes;
    }

    /** {@return the disk of a unit, empty when it is something else} */
    private static Optional<Path> block(Path unit) throws IOException {
        Path folder = unit.resolve("block");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> blocks = Files.newDirectoryStream(folder)) {
            for (Path block : blocks) {
                return Optional.of(block);
            }
        }
        return Optional.empty();
    }

    private StorageVolumeDescription volume(StoragePoolDescription pool, String address, Path block) {
        // Names are bus, target and unit: the adapter's number changes from one start of the host to the next.
        String name = "unit:" + address.substring(address.indexOf(':') + 1);
        Path device = Path.of("/dev").resolve(block.getFileName().toString());
        Path stable = stable(Path.of(String.valueOf(pool.target().path())), device);
        return DeviceVolumes.volume(name, key(block, stable), stable, bytes(block));
    }

    /** {@return the link to a device in the pool's folder, which stays the same; the device itself when there is none} */
    private static Path stable(Path folder, Path device) {
        if (!Files.isDirectory(folder) || folder.equals(Path.of("/dev"))) {
            return device;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link) && link.toRealPath().equals(device)) {
                    return link;
                }
            }
        } catch (IOException e) {
            return device;
        }
        return device;
    }

    private static String key(Path block, Path otherwise) {
        Path wwid = block.resolve("device/wwid");
        try {
            return Files.readString(wwid, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return otherwise.toString();
        }
    }

    private static long bytes(Path block) {
        try {
            return Long.parseLong(Files.readString(block.resolve("size"), StandardCharsets.US_ASCII).strip()) * SECTOR;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Has an adapter look for new disks. */
    void rescan(int adapter) {
        Path scan = sysfs.resolve("class/scsi_host/host" + adapter + "/scan");
        try {
            Files.writeString(scan, "- - -");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot have adapter host" + adapter + " look for disks: " + e.getMessage(), e);
        }
    }

    /** {@return whether there is such an adapter} */
    boolean has(int adapter) {
        return Files.isDirectory(sysfs.resolve("class/scsi_host/host" + adapter));
    }

    /** {@return the adapters at a PCI address with this number among those there, empty when there is none} */
    Optional<Integer> at(String address, int uniqueId) {
        Path hosts = sysfs.resolve("class/scsi_host");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(hosts, "host*")) {
            for (Path host : found) {
                boolean here = host.toRealPath().toString().contains("/" + address + "/");
                if (here && Files.readString(host.resolve("unique_id")).strip().equals(Integer.toString(uniqueId))) {
                    return Optional.of(Integer.parseInt(host.getFileName().toString().substring("host".length())));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
