package io.jvirt.cli.run;

import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Fields;
import io.jvirt.cli.text.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Commands that tell of volumes. */
public final class VolumeFacts {
    private static final int WIDTH = 15;

    private VolumeFacts() {}

    /** Prints a pool's volumes, by name. */
    public static void list(Invocation in) {
        StoragePool pool = PoolChoice.pool(in);
        in.attempt("Failed to list volumes");
        List<StorageVolume> volumes = new ArrayList<>(pool.volumes());
        volumes.sort(Comparator.comparing(StorageVolume::name, String.CASE_INSENSITIVE_ORDER));
        boolean details = in.flag("details");
        TextTable table = details ? new TextTable("Name", "Path", "Type", "Capacity", "Allocation") : new TextTable("Name", "Path");
        for (StorageVolume volume : volumes) {
            if (details) {
                StorageVolume.Info info = volume.info();
                table.row(volume.name(), volume.path(), type(info), PoolFacts.pretty(info.capacity()),
                        PoolFacts.pretty(info.allocation()));
            } else {
                table.row(volume.name(), volume.path());
            }
        }
        in.show(table);
    }

    private static String type(StorageVolume.Info info) {
        return info.type().name().toLowerCase(Locale.ROOT);
    }

    /** Prints one volume's type and sizes. */
    public static void info(Invocation in) {
        StorageVolume volume = VolumeChoice.volume(in);
        boolean physical = in.flag("physical");
        StorageVolume.Info info = physical ? volume.info(StorageFlags.VolumeInfo.GET_PHYSICAL) : volume.info();
        String room = physical ? "Physical:" : "Allocation:";
        in.show(new Fields(WIDTH)
                .add("Name:", volume.name())
                .add("Type:", type(info))
                .add("Capacity:", size(in, info.capacity()), "capacity", info.capacity())
                .add(room, size(in, info.allocation()), physical ? "physical" : "allocation", info.allocation()));
    }

    private static String size(Invocation in, long bytes) {
        return in.flag("bytes") ? Long.toUnsignedString(bytes) + " bytes" : PoolFacts.pretty(bytes);
    }

    /** Prints a volume's document. */
    public static void dump(Invocation in) {
        Definitions.print(in, VolumeChoice.volume(in).xml());
    }

    /** Prints a volume's key. */
    public static void key(Invocation in) {
        in.print(VolumeChoice.volume(in).key() + "\n");
    }

    /** Prints a volume's path. */
    public static void path(Invocation in) {
        in.print(VolumeChoice.volume(in).path() + "\n");
    }

    /** Prints the name of a key's or path's volume. */
    public static void name(Invocation in) {
        in.print(VolumeChoice.anywhere(in, in.required("vol")).name() + "\n");
    }

    /** Prints the pool of a key's or path's volume. */
    public static void pool(Invocation in) {
        StoragePool pool = VolumeChoice.anywhere(in, in.required("vol")).pool();
        in.print((in.flag("uuid") ? pool.uuid().toString() : pool.name()) + "\n");
    }
}
