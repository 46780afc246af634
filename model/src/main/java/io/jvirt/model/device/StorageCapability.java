package io.jvirt.model.device;

import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk or drive. */
@Case("storage")
@Doc("A disk or drive.")
public record StorageCapability(
        @Child @Refusal(missing = "no block device path supplied") @Doc("The special file.") String block,
        @Child @Doc("Kind of bus.") @Nullable String bus,
        @Child("drive_type") @Doc("Kind of drive.") @Nullable String driveType,
        @Child @Doc("Model.") @Nullable String model,
        @Child @Doc("Maker.") @Nullable String vendor,
        @Child @Doc("Serial number.") @Nullable String serial,
        @Child @Doc("Size in bytes.") @Nullable Long size,
        @Inline Blocks blocks,
        @Child("capability") @Doc("What it can do.") List<Feature> features) implements NodeCapability {
    public StorageCapability {
        features = NodeCapability.sortedByCase(features);
    }

    /** The blocks of a disk or of a medium. */
    @Doc("The blocks of a disk or of a medium.")
    public record Blocks(
            @Child("logical_block_size") @Doc("Bytes in a block.") @Nullable Long size,
            @Child("num_blocks") @Doc("Number of blocks.") @Nullable Long count) {
    }

    /** What a drive can do. */
    @Choice("type")
    @Refusal(invalid = "unknown storage capability type '%s'", missing = "missing storage capability type")
    public sealed interface Feature {
    }

    @Case("removable")
    @Doc("The medium can be changed.")
    public record Removable(
            @Child("media_available") @Doc("1 when there is a medium.") @Nullable Integer mediaAvailable,
            @Child("media_size") @Doc("Size of the medium in bytes.") @Nullable Long mediaSize,
            @Child("media_label") @Doc("Label of the medium.") @Nullable String mediaLabel,
            @Inline Blocks blocks) implements Feature {
    }

    @Case("hotpluggable")
    @Doc("The drive can come and go while the host runs.")
    public record Hotpluggable() implements Feature {
    }
}
