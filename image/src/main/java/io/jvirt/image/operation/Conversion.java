package io.jvirt.image.operation;

import io.jvirt.image.DiskImage;
import io.jvirt.image.Extent;
import io.jvirt.image.ImageException;
import io.jvirt.image.Packing;
import io.jvirt.image.Zeros;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies what an image shows a guest into another, leaving out what is zero. Several workers read and pack; writing is in
 * the order of the source unless that does not matter.
 *
 * @param compressed whether to store compressed clusters, which the target's format must have
 * @param sparse runs of zeros at least this long are not written; 0 writes all
 * @param workers how many read and pack at once
 * @param inOrder whether the target is written from its start to its end
 * @param targetIsZero whether the target shows zeros where nothing was written
 * @param topOnly whether only what the source itself holds is copied: the target is based on what the source is based on
 * @param progress gets the number of bytes done, now and then, from any worker
 */
public record Conversion(
        boolean compressed,
        int sparse,
        int workers,
        boolean inOrder,
        boolean targetIsZero,
        boolean topOnly,
        LongConsumer progress) {
    /** qemu-img's default for {@code -S}. */
    public static final int DEFAULT_SPARSE = 4096;

    private static final int BLOCK = 2 << 20;

    /** {@return how a new image is filled when nothing else is said} */
    public static Conversion standard() {
        int processors = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
        return new Conversion(false, DEFAULT_SPARSE, processors, true, true, false, done -> {});
    }

    /** {@return the same with compressed clusters or without} */
    public Conversion compressed(boolean yes) {
        return new Conversion(yes, sparse, workers, inOrder, targetIsZero, topOnly, progress);
    }

    /** {@return the same with a listener} */
    public Conversion progress(LongConsumer listener) {
        return new Conversion(compressed, sparse, workers, inOrder, targetIsZero, topOnly, listener);
    }

    /** Copies all of {@code source} into {@code target}, which is at least as large, and makes it durable. */
    public void copy(DiskImage source, DiskImage target) {
        copy(source, 0, source.size(), target, 0);
        target.flush();
    }

    /** Copies {@code length} bytes from one place to another; not yet durable. */
    public void copy(DiskImage source, long from, long length, DiskImage target, long to) {
        if (compressed && target.packing().isEmpty()) {
            throw new ImageException("The format " + target.format().label() + " of '" + target.path()
                    + "' has no compressed clusters");
        }
        new Run(this, source, from, length, target, to).go();
    }

    /** One copy under way. */
    private static final class Run {
        private final Conversion how;
        private final DiskImage source;
        private final DiskImage target;
        private final long shift;
        private final long end;
        private final boolean targetIsZero;
        private final Optional<Packing> packing;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Object turns = new Object();
        private long next;
        private long tickets;
        private long turn;
        private long done;

        /** A piece of work: where, how long, whether it is known to be zero, and the number of its turn. */
        private record Piece(long at, int length, boolean zero, long ticket) {}

        Run(Conversion how, DiskImage source, long from, long length, DiskImage target, long to) {
            this.how = how;
            this.source = source;
            this.target = target;
            this.shift = to - from;
            this.next = from;
            this.end = from + length;
            this.targetIsZero = how.targetIsZero && target.format().zeroWhenNew();
            this.packing = how.compressed ? target.packing() : Optional.empty();
        }

        void go() {
            List<Thread> threads = new ArrayList<>();
            for (int i = 1; i < Math.max(1, how.workers); i++) {
                threads.add(Thread.ofPlatform().daemon().name("image-copy-" + i).start(this::work));
            }
            work();
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    fail(e);
                    Thread.currentThread().interrupt();
                }
            }
            Throwable thrown = failure.get();
            if (thrown instanceof ImageException image) {
                throw image;
            }
            if (thrown != null) {
                throw new ImageException("Copying '" + source.path() + "' to '" + target.path() + "' failed: "
                        + thrown.getMessage(), thrown);
            }
        }

        private void fail(Throwable thrown) {
            failure.compareAndSet(null, thrown);
            synchronized (turns) {
                turns.notifyAll();
            }
        }

        private void work() {
            try {
                ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
                for (Piece piece = take(); piece != null; piece = take()) {
                    copy(piece, block);
                    finished(piece.length);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(e);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        private void finished(long length) {
            synchronized (turns) {
                done += length;
                how.progress.accept(done);
            }
        }

        /** The next piece that has to be looked at; what is known to be nothing on the way is done. */
        private @Nullable Piece take() {
            synchronized (turns) {
                while (next < end && failure.get() == null) {
                    Extent extent = source.extentAt(next);
                    boolean below = extent.kind() == Extent.Kind.ABSENT;
                    boolean zero = extent.kind() == Extent.Kind.ZERO || (below && source.backing().isEmpty());
                    long length = Math.min(extent.length(), end - next);
                    boolean skip = how.sparse > 0 && ((zero && targetIsZero && !how.topOnly) || (below && how.topOnly));
                    if (skip) {
                        next += length;
                        done += length;
                        how.progress.accept(done);
                        continue;
                    }
                    // A block boundary of the target's clusters stays one, so that whole clusters are written.
                    long room = BLOCK - Math.floorMod(next + shift, BLOCK);
                    boolean whole = !how.topOnly && !zero;
                    Piece piece = new Piece(next, (int) Math.min(whole ? end - next : length, room), zero, tickets++);
                    next += piece.length;
                    return piece;
                }
                return null;
            }
        }

        private void await(long ticket) throws InterruptedException {
            synchronized (turns) {
                while (how.inOrder && turn != ticket && failure.get() == null) {
                    turns.wait();
                }
            }
        }

        private void pass() {
            synchronized (turns) {
                turn++;
                turns.notifyAll();
            }
        }

        private void copy(Piece piece, ByteBuffer block) throws InterruptedException {
            block.clear().limit(piece.length);
            List<byte[]> packed = List.of();
            if (!piece.zero) {
                source.read(piece.at, block);
                block.flip();
                packed = packing.map(p -> pack(p, piece, block)).orElse(packed);
            }
            await(piece.ticket);
            try {
                if (failure.get() != null) {
                    return;
                }
                if (piece.zero) {
                    target.writeZeroes(piece.at + shift, piece.length);
                } else if (packing.isPresent()) {
                    writePacked(packing.get(), piece, block, packed);
                } else {
                    writePlain(piece, block);
                }
            } finally {
                pass();
            }
        }

        private static List<byte[]> pack(Packing packing, Piece piece, ByteBuffer block) {
            List<byte[]> packed = new ArrayList<>();
            int unit = packing.unit();
            for (int at = 0; at < piece.length; at += unit) {
                int length = Math.min(unit, piece.length - at);
                if (Zeros.in(block, at, length)) {
                    packed.add(new byte[0]);
                } else {
                    byte[] cluster = new byte[unit];
                    block.get(at, cluster, 0, length);
                    packed.add(packing.pack(cluster));
                }
            }
            return packed;
        }

        private void writePacked(Packing packing, Piece piece, ByteBuffer block, List<byte[]> packed) {
            int unit = packing.unit();
            for (int i = 0; i < packed.size(); i++) {
                int at = i * unit;
                int length = Math.min(unit, piece.length - at);
                byte[] bytes = packed.get(i);
                boolean aligned = (piece.at + shift + at) % unit == 0;
                if (bytes.length == 0 && Zeros.in(block, at, length)) {
                    writeZeros(piece.at + shift + at, length);
                } else if (bytes.length == 0 || !aligned || !packing.write(piece.at + shift + at, bytes)) {
                    target.write(piece.at + shift + at, block.slice(at, length));
                }
            }
        }

        private void writeZeros(long offset, long length) {
            if (!targetIsZero || how.topOnly) {
                target.writeZeroes(offset, length);
            }
        }

        private void writePlain(Piece piece, ByteBuffer block) {
            int unit = how.sparse == 0 ? piece.length : how.sparse;
            int position = 0;
            while (position < piece.length) {
                boolean zero = how.sparse > 0 && Zeros.in(block, position, Math.min(unit, piece.length - position));
                int stop = Math.min(position + unit, piece.length);
                while (stop < piece.length
                        && (how.sparse > 0 && Zeros.in(block, stop, Math.min(unit, piece.length - stop))) == zero) {
                    stop = Math.min(stop + unit, piece.length);
                }
                if (zero) {
                    writeZeros(piece.at + shift + position, stop - position);
                } else {
                    target.write(piece.at + shift + position, block.slice(position, stop - position));
                }
                position = stop;
            }
        }
    }
}
