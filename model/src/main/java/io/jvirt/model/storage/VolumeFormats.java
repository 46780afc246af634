package io.jvirt.model.storage;

import java.util.List;

/** The formats of volumes by kind of pool; the first is what an absent one stands for. */
final class VolumeFormats {
    /** Image formats (virStorageFileFormat). */
    static final List<String> FILES = List.of("raw", "dir", "bochs", "cloop", "dmg", "iso", "vpc", "vdi", "fat", "vhd", "ploop", "cow",
            "qcow", "qcow2", "qed", "vmdk");
    /** Kinds of partitions (virStorageVolFormatDisk). */
    static final List<String> PARTITIONS = List.of("none", "linux", "fat16", "fat32", "linux-swap", "linux-lvm", "linux-raid", "extended");

    private VolumeFormats() {
    }
}
