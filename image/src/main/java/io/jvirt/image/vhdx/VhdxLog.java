package io.jvirt.image.vhdx;

import io.jvirt.image.ImageFile;
import io.jvirt.image.block.Fields;
import io.jvirt.image.block.TablePages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log of a VHDX file (MS-VHDX 2.3), a ring: changes of tables are in it, durably, before they are made, and a program
 * that opens the file after a crash makes them again.
 */
final class VhdxLog {
    /** Pages in one entry: less than half of the smallest log. */
    private static final int MOST_PAGES = 100;

    /** An entry longer than this is none. */
    private static final long MOST_ENTRY = 64 << 20;

    private final ImageFile file;
    private final long offset;
    private final long length;
    private final UUID id;
    private long sequence;
    private long next;
    private long readBudget;

    VhdxLog(ImageFile file, VhdxHeader header) {
        this(file, header, header.log());
    }

    /** A log with another identity, so that all entries that are there do not count. */
    VhdxLog(ImageFile file, VhdxHeader header, UUID id) {
        this.file = file;
        this.offset = header.logOffset();
        this.length = header.logLength();
        this.id = id;
        this.readBudget = 16 * length;
    }

    /** Entries that follow each other, from the oldest that may not be in the file to the newest. */
    private record Sequence(long tail, LogEntry head) {}

    /** {@return whether there are changes that may not be in the file} */
    boolean isActive() {
        return !id.equals(Guids.NONE) && active() != null;
    }

    /** Makes all changes that may not be in the file. */
    void replay() {
        Sequence active = active();
        if (active != null) {
            long at = active.tail;
            LogEntry entry = read(at);
            while (entry != null) {
                entry.replay(file);
                if (entry.sequence() == active.head.sequence()) {
                    break;
                }
                at = (at + entry.length()) % length;
                entry = read(at);
            }
            file.sync();
        }
    }

    private @Nullable Sequence active() {
        Sequence best = null;
        for (long at = 0; at < length; at += LogEntry.SECTOR) {
            Sequence found = from(at);
            if (found != null && (best == null || found.head.sequence() > best.head.sequence())) {
                best = found;
            }
        }
        return best;
    }

    /** {@return the entries that begin at a place, when the newest of them needs no older one} */
    private @Nullable Sequence from(long start) {
        LogEntry entry = read(start);
        if (entry == null) {
            return null;
        }
        long at = start;
        long total = entry.length();
        while (true) {
            at = (at + entry.length()) % length;
            LogEntry following = total < length ? read(at) : null;
            if (following == null || following.sequence() != entry.sequence() + 1) {
                break;
            }
            total += following.length();
            entry = following;
        }
        // The newest entry may need older ones; then they must be here.
        return isWithin(start, entry, entry.tail()) ? new Sequence(entry.tail(), entry) : null;
    }

    private boolean isWithin(long start, LogEntry head, long wanted) {
        long at = start;
        LogEntry entry = read(at);
        while (entry != null) {
            if (at == wanted) {
                return true;
            }
            if (entry.sequence() == head.sequence()) {
                return false;
            }
            at = (at + entry.length()) % length;
            entry = read(at);
        }
        return false;
    }

    /** {@return the sound entry at a place of the ring, or null} */
    private @Nullable LogEntry read(long at) {
        ByteBuffer first = file.read(offset + at, LogEntry.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        if (!LogEntry.looksLike(first, id, length) || LogEntry.length(first) > MOST_ENTRY) {
            return null;
        }
        int size = (int) LogEntry.length(first);
        readBudget -= size;
        if (readBudget < 0) {
            throw Fields.broken(file, "its log claims more entries than there is room for");
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        int straight = (int) Math.min(size, length - at);
        file.read(offset + at, bytes.limit(straight));
        file.read(offset, bytes.limit(size));
        LogEntry entry = new LogEntry(bytes.clear());
        return entry.isSound(length) ? entry : null;
    }

    /** Makes changes of whole pages: all that was written before is durable then, and these are once in the log. */
    void write(List<TablePages.Change> changes) {
        for (int from = 0; from < changes.size(); from += MOST_PAGES) {
            List<TablePages.Change> some = changes.subList(from, Math.min(changes.size(), from + MOST_PAGES));
            // What the entries before this one changed is in the file when this one says so.
            file.sync();
            LogEntry entry = LogEntry.of(some, next, ++sequence, id, file.length());
            append(entry.bytes());
            file.sync();
            some.forEach(change -> change.to(file));
        }
    }

    private void append(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate().clear();
        int straight = (int) Math.min(rest.remaining(), length - next);
        file.write(offset + next, rest.slice(0, straight));
        file.write(offset, rest.slice(straight, rest.remaining() - straight));
        next = (next + rest.remaining()) % length;
    }
}
