package io.jvirt.image;

import java.util.List;

/** An image with snapshots within it. A snapshot is named by its id or its name; an id is looked for first. */
public interface SnapshotStore {
    /** {@return the snapshots, oldest first} */
    List<ImageSnapshot> snapshots();

    /** Keeps the disk as it is now under a name. */
    ImageSnapshot createSnapshot(String name);

    /** Makes the disk be as it was; what it held meanwhile is lost. */
    void applySnapshot(String idOrName);

    /** Forgets a snapshot and gives its space back. */
    void deleteSnapshot(String idOrName);
}
