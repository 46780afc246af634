package io.jvirt.qemu.job;

import io.jvirt.api.Domain;
import io.jvirt.api.TypedParameters;

/**
 * Work on a guest that takes long enough to be watched and aborted: a save, a dump, a restore. Written by the thread
 * that does it, read by any.
 */
public final class LongJob {
    /** What the work is ({@code virDomainJobOperation}); the ordinal is the number. */
    public enum Operation {
        UNKNOWN,
        START,
        SAVE,
        RESTORE,
        MIGRATION_IN,
        MIGRATION_OUT,
        SNAPSHOT,
        SNAPSHOT_REVERT,
        DUMP,
        BACKUP,
        SNAPSHOT_DELETE
    }

    /** Libvirt's job types ({@code virDomainJobType}). */
    private static final int NONE = 0;

    private static final int UNBOUNDED = 2;
    private static final int COMPLETED = 3;
    private static final int FAILED = 4;
    private static final int CANCELLED = 5;

    private final Operation operation;
    private final long started = System.nanoTime();
    private volatile Progress progress = Progress.ZERO;
    private volatile int type = UNBOUNDED;
    private volatile boolean abortRequested;
    private volatile long elapsedMillis = -1;

    /** Work that begins now. */
    public LongJob(Operation operation) {
        this.operation = operation;
    }

    /** {@return what it is} */
    public Operation operation() {
        return operation;
    }

    /**
     * How far memory has been written; bytes, milliseconds.
     *
     * @param total all there is
     * @param processed done
     * @param remaining still to do
     * @param normalPages pages written in full
     * @param duplicatePages pages of one repeated byte, written as that
     * @param normalBytes bytes of the former
     * @param iteration passes over memory
     * @param pageSize bytes of a page
     * @param downtimeMillis how long the guest stood still, -1 when unknown
     * @param setupMillis how long the beginning took
     * @param bytesPerSecond how fast it goes
     * @param dirtyPagesPerSecond how fast the guest changes pages
     * @param postcopyRequests pages that the other side asked for
     */
    public record Progress(
            long total,
            long processed,
            long remaining,
            long normalPages,
            long duplicatePages,
            long normalBytes,
            long iteration,
            long pageSize,
            long downtimeMillis,
            long setupMillis,
            long bytesPerSecond,
            long dirtyPagesPerSecond,
            long postcopyRequests) {
        /** Nothing yet. */
        public static final Progress ZERO = of(0, 0);

        /** {@return progress of work of which only the size is known} */
        public static Progress of(long total, long processed) {
            return new Progress(total, processed, Math.max(0, total - processed), 0, 0, 0, 0, 0, -1, 0, 0, 0, 0);
        }
    }

    /** Tells how far the work is. */
    public void progress(Progress now) {
        progress = now;
    }

    /** {@return how far the work is} */
    public Progress progress() {
        return progress;
    }

    /** Asks the working thread to stop; it looks between two steps. */
    public void requestAbort() {
        abortRequested = true;
    }

    /** {@return whether somebody asked to stop} */
    public boolean abortRequested() {
        return abortRequested;
    }

    /** Ends the work. */
    public void end(boolean success) {
        elapsedMillis = elapsed();
        type = success ? COMPLETED : abortRequested ? CANCELLED : FAILED;
    }

    private long elapsed() {
        long fixed = elapsedMillis;
        return fixed >= 0 ? fixed : (System.nanoTime() - started) / 1_000_000;
    }

    /** {@return the work as {@code virDomainGetJobInfo} tells it} */
    public Domain.JobInfo info() {
        Progress now = progress;
        return new Domain.JobInfo(
                type, elapsed(), 0, now.total(), now.processed(), now.remaining(), now.total(), now.processed(), now.remaining(), 0, 0, 0);
    }

    /** {@return the work as {@code virDomainGetJobStats} tells it} */
    public Domain.JobStats stats() {
        return new Domain.JobStats(type, values());
    }

    /** {@return nothing, as {@code virDomainGetJobStats} tells it} */
    public static Domain.JobStats noStats() {
        return new Domain.JobStats(NONE, TypedParameters.builder().build());
    }

    /** {@return the figures of {@code virDomainGetJobStats}, named as there} */
    public TypedParameters values() {
        Progress now = progress;
        TypedParameters.Builder values = TypedParameters.builder()
                .add("operation", operation.ordinal())
                .addUnsigned("time_elapsed", elapsed());
        if (now.downtimeMillis() >= 0) {
            values.addUnsigned("downtime", now.downtimeMillis()).addUnsigned("setup_time", now.setupMillis());
        }
        values.addUnsigned("data_total", now.total())
                .addUnsigned("data_processed", now.processed())
                .addUnsigned("data_remaining", now.remaining())
                .addUnsigned("memory_total", now.total())
                .addUnsigned("memory_processed", now.processed())
                .addUnsigned("memory_remaining", now.remaining());
        if (now.pageSize() > 0) {
            values.addUnsigned("memory_bps", now.bytesPerSecond())
                    .addUnsigned("memory_constant", now.duplicatePages())
                    .addUnsigned("memory_normal", now.normalPages())
                    .addUnsigned("memory_normal_bytes", now.normalBytes())
                    .addUnsigned("memory_dirty_rate", now.dirtyPagesPerSecond())
                    .addUnsigned("memory_iteration", now.iteration())
                    .addUnsigned("memory_postcopy_requests", now.postcopyRequests())
                    .addUnsigned("memory_page_size", now.pageSize());
        }
        return values.build();
    }
}
