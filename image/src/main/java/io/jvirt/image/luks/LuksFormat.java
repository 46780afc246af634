package io.jvirt.image.luks;

import io.jvirt.image.CreateOptions;
import io.jvirt.image.CreateRequest;
import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageFile;
import io.jvirt.image.Measurement;
import io.jvirt.image.OpenRequest;
import io.jvirt.image.Passphrases;
import io.jvirt.image.SectorCipher;
import io.jvirt.image.block.BlockFormat;
import io.jvirt.image.block.Fields;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/** LUKS of version 1; version 2 is recognised. */
public final class LuksFormat extends BlockFormat {
    static final int SECTOR = 512;

    /** The format. */
    public LuksFormat() {
        super("luks", Set.of(Feature.CREATE, Feature.WRITE, Feature.GROW, Feature.SHRINK, Feature.ENCRYPTION),
                LuksSettings.options(""));
    }

    @Override
    public int probe(ByteBuffer head, ImageFile file) {
        return starts(head, 0, LuksHeader.MAGIC) ? CERTAIN : 0;
    }

    @Override
    protected DiskImage open(ImageFile file, OpenRequest request) {
        LuksVolume volume = LuksVolume.read(file, 0);
        if (volume.payloadOffset() > file.length()) {
            throw Fields.broken(file, "the payload at offset " + volume.payloadOffset() + " is beyond the end of the file");
        }
        boolean known = !request.passphrases().equals(Passphrases.NONE);
        return new LuksImage(this, file, volume, known ? unlock(volume, request.passphrases()) : null);
    }

    private static SectorCipher unlock(LuksVolume volume, Passphrases passphrases) {
        byte[] passphrase = passphrases.get(null);
        try {
            return volume.unlock(passphrase);
        } finally {
            Arrays.fill(passphrase, (byte) 0);
        }
    }

    @Override
    public boolean zeroWhenNew() {
        return false;
    }

    @Override
    public Measurement measure(long size, long data, CreateOptions options) {
        long all = LuksSettings.of(options, "").headerLength() + (size + SECTOR - 1) / SECTOR * SECTOR;
        return new Measurement(all, all);
    }

    @Override
    protected void write(ImageFile file, CreateRequest request) {
        long sectors = sectors(request, Long.MAX_VALUE / 2);
        LuksSettings settings = LuksSettings.of(request.options(), "");
        byte[] passphrase = request.passphrases().get(request.options().text("key-secret").orElse(null));
        try {
            LuksVolume volume = LuksVolume.create(file, 0, settings, passphrase);
            file.truncate(volume.payloadOffset() + sectors * SECTOR);
        } finally {
            Arrays.fill(passphrase, (byte) 0);
        }
    }
}
