package io.jvirt.image.parallels;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.Zeros;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockCheck;
import io.jvirt.image.block.BlockImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteOrder;
import java.util.List;

/** A Parallels image. Clusters are added at the end of the file; the header says while it is being written. */
final class ParallelsImage extends BlockImage implements Checkable {
    private final TablePages table;
    private ParallelsHeader header;
    private boolean unclean;
    private boolean marked;
    private long end;

    ParallelsImage(ImageFormat format, ImageFile file, ParallelsHeader header, boolean damaged) {
        super(format, file, header.sectors() * 512, header.clusterSize(), Below.NOTHING);
        this.header = header;
        this.unclean = header.inUse();
        this.table = new TablePages(file, ByteOrder.LITTLE_ENDIAN, 512);
        if (file.writable() && !damaged) {
            if (unclean) {
                throw broken("its last writer did not close it; repair it with jvirt image check -r all");
            }
            if (header.extensionSector() != 0) {
                throw broken("it has a format extension, which writing it would make stale; it can only be read");
            }
            end = afterClusters();
        }
    }

    private long afterClusters() {
        long behind = Math.max(header.dataOffset(), file.length()) - header.dataOffset();
        return header.dataOffset() + (behind + header.clusterSize() - 1) / header.clusterSize() * header.clusterSize();
    }

    private long entry(long block) {
        return Integer.toUnsignedLong(table.getInt(ParallelsHeader.LENGTH + block * 4));
    }

    @Override
    protected long locate(long block) {
        long entry = entry(block);
        if (entry == 0) {
            return ABSENT;
        }
        long host = entry * header.unit();
        if (host < header.dataOffset()) {
            throw broken("cluster " + block + " is said to lie at offset " + host + ", before clusters begin");
        }
        return host;
    }

    @Override
    protected long allocate(long block, int count) {
        long host = end;
        // Entries of the newer form count clusters from the start of the file.
        host = (host + header.unit() - 1) / header.unit() * header.unit();
        if ((host + (long) count * header.clusterSize()) / header.unit() > 0xffff_ffffL) {
            throw broken("it is full: no further cluster can be told of");
        }
        end = host + (long) count * header.clusterSize();
        return host;
    }

    @Override
    protected void place(long block, long host) {
        table.putInt(ParallelsHeader.LENGTH + block * 4, (int) (host / header.unit()));
    }

    @Override
    protected void beginWriting() {
        file.write(0, header.encode(true));
        file.sync();
        marked = true;
    }

    @Override
    protected void writeTables() {
        table.writeBack();
    }

    @Override
    protected void finish() {
        if (marked) {
            file.write(0, header.encode(false));
        }
    }

    /** The table grows where there is room between it and the first cluster. */
    @Override
    protected long grow(long newSize) {
        ParallelsHeader larger = header.sized((newSize + 511) / 512);
        long tableEnd = ParallelsHeader.LENGTH + larger.entries() * 4;
        if (tableEnd > header.dataOffset()) {
            throw broken("its table has no room for the size " + newSize + "; convert it to a new image of that size");
        }
        long added = ParallelsHeader.LENGTH + header.entries() * 4;
        Zeros.write(file, added, tableEnd - added);
        file.sync();
        table.forget(added, tableEnd - added);
        header = larger;
        file.write(0, header.encode(marked));
        return header.sectors() * 512;
    }

    @Override
    public ImageFacts facts() {
        return new ImageFacts(0, false, false, unclean, null, null, List.of(), Fact.group());
    }

    @Override
    public CheckResult check(Repair repair) {
        boolean fix = repair == Repair.ALL && file.writable();
        BlockCheck check = new BlockCheck(header.dataOffset(), header.clusterSize(), file.length());
        if (unclean) {
            report(check, fix, "the last writer did not close it");
            marked |= fix;
            unclean = !fix;
        }
        for (long block = 0; block < header.entries(); block++) {
            long entry = entry(block);
            if (entry != 0 && (entry * header.unit() < header.dataOffset() || entry * header.unit() >= file.length())) {
                report(check, fix, "cluster " + block + " at offset " + entry * header.unit() + " is not within the file");
                if (fix) {
                    table.putInt(ParallelsHeader.LENGTH + block * 4, 0);
                }
            } else if (entry != 0) {
                check.data(block, entry * header.unit());
            }
        }
        long behind = Math.max(0, file.length() - check.end());
        if (behind > 0) {
            boolean cut = repair != Repair.NOTHING && file.writable();
            check.leaked((behind + header.clusterSize() - 1) / header.clusterSize(), cut);
            if (cut) {
                file.truncate(check.end());
            }
        }
        flush();
        return check.result(header.entries());
    }

    private static void report(BlockCheck check, boolean fix, String what) {
        if (fix) {
            check.repaired(what);
        } else {
            check.corrupt(what);
        }
    }
}
