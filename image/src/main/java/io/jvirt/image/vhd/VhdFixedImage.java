package io.jvirt.image.vhd;

import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockImage;
import java.util.UUID;

/** A VHD image of fixed type: the guest's bytes as they are, then the footer. */
final class VhdFixedImage extends BlockImage implements VhdDisk {
    private VhdFooter footer;

    VhdFixedImage(ImageFormat format, ImageFile file, VhdFooter footer) {
        super(format, file, footer.size(), VhdTable.USUAL_BLOCK, Below.NOTHING);
        this.footer = footer;
    }

    @Override
    public UUID uuid() {
        return footer.uuid();
    }

    @Override
    protected long locate(long block) {
        return block * VhdTable.USUAL_BLOCK;
    }

    @Override
    protected void writeTables() {
        // There are none.
    }

    @Override
    protected long grow(long newSize) {
        VhdFooter larger = VhdFormat.footerFor(path(), newSize, footer);
        long oldEnd = file.length() - VhdFooter.LENGTH;
        long newEnd = Math.max(oldEnd, larger.size());
        file.write(newEnd, larger.encode());
        file.sync();
        file.zero(oldEnd, Math.min(VhdFooter.LENGTH, newEnd - oldEnd));
        footer = larger;
        return larger.size();
    }

    @Override
    public ImageFacts facts() {
        return ImageFacts.plain(0);
    }
}
