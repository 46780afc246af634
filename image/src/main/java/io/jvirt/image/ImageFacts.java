package io.jvirt.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image tells about itself beyond what all formats have: the parts of {@code qemu-img info} that differ.
 *
 * @param clusterSize in bytes, 0 where the format has none to tell
 * @param encrypted whether a guest's bytes are encrypted in the file
 * @param compressed whether all clusters are compressed by the image's kind
 * @param dirty whether its last writer did not close it
 * @param backingFile the image it is based on, as the image names it, or null
 * @param backingFormat that image's format as this one names it, or null
 * @param snapshots internal snapshots
 * @param specific what only this format has ("Format specific information"), empty where there is nothing
 */
public record ImageFacts(
        long clusterSize,
        boolean encrypted,
        boolean compressed,
        boolean dirty,
        @Nullable String backingFile,
        @Nullable String backingFormat,
        List<ImageSnapshot> snapshots,
        Fact.Group specific) {

    /** {@return facts of a format that has nothing of its own to tell} */
    public static ImageFacts plain(long clusterSize) {
        return new ImageFacts(clusterSize, false, false, false, null, null, List.of(), Fact.group());
    }

    /** {@return the same with what only this format has} */
    public ImageFacts with(Fact.Group own) {
        return new ImageFacts(
                clusterSize, encrypted, compressed, dirty, backingFile, backingFormat, snapshots, own);
    }
}
