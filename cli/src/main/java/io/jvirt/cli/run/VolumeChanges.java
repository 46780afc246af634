package io.jvirt.cli.run;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Commands that change or remove volumes. */
public final class VolumeChanges {
    private VolumeChanges() {}

    /** Removes a volume. */
    public static void delete(Invocation in) {
        StorageVolume volume = VolumeChoice.volume(in);
        in.attempt("Failed to delete vol " + volume.name());
        if (in.flag("delete-snapshots")) {
            volume.delete(StorageFlags.DeleteVolume.WITH_SNAPSHOTS);
        } else {
            volume.delete();
        }
        in.extra("Vol " + volume.name() + " deleted\n");
    }

    /** Changes a capacity. */
    public static void resize(Invocation in) {
        StorageVolume volume = VolumeChoice.volume(in);
        List<StorageFlags.ResizeVolume> flags = new ArrayList<>();
        for (StorageFlags.ResizeVolume flag : StorageFlags.ResizeVolume.values()) {
            if (in.flag(flag.name().toLowerCase(Locale.ROOT))) {
                flags.add(flag);
            }
        }
        boolean delta = flags.contains(StorageFlags.ResizeVolume.DELTA);
        String given = in.required("capacity");
        String size = given;
        if (given.startsWith("-")) {
            // A difference below zero; libvirt has it as a positive one with the flag to shrink.
            if (!delta || !flags.contains(StorageFlags.ResizeVolume.SHRINK)) {
                throw new Failure("negative size requires --delta and --shrink");
            }
            size = given.substring(1);
        }
        long capacity;
        try {
            capacity = Sizes.parse(size, 1, Long.MAX_VALUE);
        } catch (Sizes.BadSizeException e) {
            throw new Failure("Scaled numeric value '" + given + "' for <capacity> option is malformed or out of range",
                    e.getMessage().isEmpty() ? null : e);
        }
        in.attempt("Failed to change size of volume '" + volume.name() + "' " + (delta ? "by " : "to ") + given);
        volume.resize(capacity, flags.toArray(new StorageFlags.ResizeVolume[0]));
        in.extra("Size of volume '" + volume.name() + "' successfully changed " + (delta ? "by " : "to ") + given + "\n");
    }

    /** Makes data unreadable. */
    public static void wipe(Invocation in) {
        StorageVolume volume = VolumeChoice.volume(in);
        String wanted = in.text("algorithm");
        StorageVolume.WipeAlgorithm algorithm = StorageVolume.WipeAlgorithm.ZERO;
        if (wanted != null) {
            algorithm = null;
            for (StorageVolume.WipeAlgorithm each : StorageVolume.WipeAlgorithm.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                    algorithm = each;
                }
            }
            if (algorithm == null) {
                throw new Failure("Unsupported algorithm '" + wanted + "'");
            }
        }
        in.attempt("Failed to wipe vol " + volume.name());
        volume.wipe(algorithm);
        in.extra("Vol " + volume.name() + " wiped\n");
    }
}
