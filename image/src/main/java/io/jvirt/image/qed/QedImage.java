package io.jvirt.image.qed;

import io.jvirt.image.CheckResult;
import io.jvirt.image.Checkable;
import io.jvirt.image.DiskImage;
import io.jvirt.image.Fact;
import io.jvirt.image.ImageFacts;
import io.jvirt.image.ImageFile;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.block.Below;
import io.jvirt.image.block.BlockCheck;
import io.jvirt.image.block.BlockImage;
import io.jvirt.image.block.TablePages;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A QED image. Clusters and tables are added at the end of the file; a table is durable before the entry that names it.
 * While entries are being written the header asks for a check, which {@link #recover} does.
 */
final class QedImage extends BlockImage implements Checkable {
    /** Table entries that are no offsets. */
    private static final long NONE = 0;

    private static final long ZEROES = 1;

    private static final int PAGE = 4096;

    private final TablePages first;
    private final TablePages second;
    private final long entries;
    private QedHeader header;
    private long end;
    private boolean damaged;

    QedImage(ImageFormat format, ImageFile file, QedHeader header, @Nullable DiskImage backing) {
        super(format, file, header.size(), header.clusterSize(), Below.of(backing));
        this.header = header;
        this.entries = header.tableBytes() / 8;
        this.second = new TablePages(file, ByteOrder.LITTLE_ENDIAN, PAGE, this::storeSecond);
        this.first = new TablePages(file, ByteOrder.LITTLE_ENDIAN, PAGE, this::storeFirst);
        this.end = (file.length() + header.clusterSize() - 1) & -(long) header.clusterSize();
    }

    private long firstEntry(long block) {
        return header.tableOffset() + block / entries * 8;
    }

    @Override
    protected long locate(long block) {
        long table = first.getLong(firstEntry(block));
        if (table == NONE) {
            return ABSENT;
        }
        long host = second.getLong(checked(table) + block % entries * 8);
        return host == NONE ? ABSENT : host == ZEROES ? ZERO : checked(host);
    }

    @Override
    protected long missing(long block) {
        return first.getLong(firstEntry(block)) == NONE ? entries - block % entries : 1;
    }

    private long checked(long offset) {
        if (!aligned(offset)) {
            throw broken("a table names the offset 0x" + Long.toHexString(offset) + ", which cannot be;"
                    + " check it with jvirt image check");
        }
        checkInFile(offset);
        return offset;
    }

    private boolean aligned(long offset) {
        return offset > 0 && (offset & (header.clusterSize() - 1)) == 0;
    }

    @Override
    protected long allocate(long block, int count) {
        long host = end;
        end += (long) count * header.clusterSize();
        return host;
    }

    @Override
    protected void place(long block, long host) {
        enter(block, host);
    }

    @Override
    protected boolean placeZero(long block) {
        enter(block, ZEROES);
        return true;
    }

    private void enter(long block, long value) {
        long table = first.getLong(firstEntry(block));
        if (table == NONE) {
            table = end;
            end += header.tableBytes();
            file.truncate(end);
            first.putLong(firstEntry(block), table);
        }
        second.putLong(table + block % entries * 8, value);
    }

    @Override
    protected void writeTables() {
        second.writeBack();
        first.writeBack();
    }

    private void storeSecond(List<TablePages.Change> changes) {
        if (!header.needsCheck()) {
            writeHeader(header.needsCheck(true));
        }
        file.sync();
        changes.forEach(change -> change.to(file));
    }

    private void storeFirst(List<TablePages.Change> changes) {
        second.writeBack();
        storeSecond(changes);
    }

    private void writeHeader(QedHeader changed) {
        file.write(0, changed.encode());
        header = changed;
    }

    @Override
    protected void finish() {
        if (header.needsCheck() && !damaged) {
            writeHeader(header.needsCheck(false));
        }
    }

    @Override
    protected long grow(long newSize) {
        writeHeader(header.sized((newSize + 511) & -512));
        return header.size();
    }

    @Override
    public ImageFacts facts() {
        return new ImageFacts(
                header.clusterSize(), false, false, header.needsCheck(), header.backingFile(), header.backingFormat(),
                List.of(), Fact.group());
    }

    /** Repairs an image whose last writer did not close it: entries that name nothing go, what they named is lost. */
    void recover() {
        CheckResult result = check(Repair.ALL);
        if (result.corruptions() + result.errors() > 0) {
            throw broken("it was not closed by its last writer and cannot be repaired: " + result.findings().getFirst());
        }
    }

    @Override
    public CheckResult check(Repair repair) {
        boolean fix = repair == Repair.ALL && file.writable();
        BlockCheck check = new BlockCheck(0, header.clusterSize(), end);
        check.use("the header", 0, 1);
        check.use("the first table", header.tableOffset(), header.tableClusters());
        for (long i = 0; i * entries < blocks(); i++) {
            checkTable(check, i, fix);
        }
        check.leaked(check.unused(), false);
        CheckResult result = check.result(blocks());
        if (fix) {
            flush();
            damaged = result.corruptions() > 0;
        } else {
            damaged = header.needsCheck();
        }
        return result;
    }

    private void checkTable(BlockCheck check, long number, boolean fix) {
        long at = header.tableOffset() + number * 8;
        long table = first.getLong(at);
        if (table == NONE) {
            return;
        }
        if (!aligned(table) || table + header.tableBytes() > end) {
            fault(check, "table " + number + " at offset 0x" + Long.toHexString(table) + " is not within the file",
                    fix, () -> first.putLong(at, NONE));
            return;
        }
        if (!check.use("table " + number, table, header.tableClusters())) {
            return;
        }
        for (long i = 0; i < Math.min(entries, blocks() - number * entries); i++) {
            long place = table + i * 8;
            long host = second.getLong(place);
            if (host != NONE && host != ZEROES) {
                if (aligned(host) && host < end) {
                    check.data(number * entries + i, host);
                } else {
                    fault(check, "cluster " + (number * entries + i) + " at offset 0x" + Long.toHexString(host)
                            + " is not within the file", fix, () -> second.putLong(place, NONE));
                }
            }
        }
    }

    private static void fault(BlockCheck check, String what, boolean fix, Runnable repair) {
        if (fix) {
            repair.run();
            check.repaired(what);
        } else {
            check.corrupt(what);
        }
    }
}
