package io.jvirt.qemu.life;

import io.jvirt.api.DomainState;
import io.jvirt.api.StateReason;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.save.Saver;
import io.jvirt.qemu.store.RunStatus;

/** Finishes or rolls back long work of a predecessor that ended in the middle of it. */
final class Interrupted {
    private static final int PATIENCE_STEPS = 2000;
    private static final long STEP_MILLIS = 5;

    private Interrupted() {}

    /**
     * Finishes or rolls back, for a guest that is taken over.
     *
     * @return whether the guest is off now
     */
    static boolean finish(Guest guest, Run run, RunStatus.Work work, Stopper stopper) {
        boolean save = work.operation().equals("save");
        if (!status(run.monitor()).equals("running")) {
            // It was paused for the work, and nobody lived to write that down.
            guest.changeFrom(DomainState.RUNNING, save ? StateReason.PAUSED_SAVE : StateReason.PAUSED_DUMP, null);
        }
        switch (work.operation()) {
            case "save" -> {
                if (wasWritten(run.monitor(), work)) {
                    Saver.complete(work.file());
                }
                if (wasSaved(guest, work)) {
                    stopper.stop(guest, run, Stopper.Ending.SAVED, false);
                    return true;
                }
                cancelTransfer(run.monitor());
                Saver.rollBack(guest, run, work.file(), work.resume());
            }
            case "restore" -> {
                // It has its memory since before this was noted; the image would be untrue soon.
                AtomicFile.delete(work.file());
                guest.managedSave(false);
                guest.note(run, notes -> notes.work(null));
                if (work.resume() && guest.state() == DomainState.PAUSED) {
                    Lifecycle.unpause(guest, run, StateReason.RUNNING_RESTORED);
                }
            }
            default -> {
                cancelTransfer(run.monitor());
                AtomicFile.delete(work.file());
                guest.note(run, notes -> notes.work(null));
                if (work.resume() && guest.state() == DomainState.PAUSED) {
                    Lifecycle.unpause(guest, run, StateReason.RUNNING_UNPAUSED);
                }
            }
        }
        return false;
    }

    /** {@return whether a save had come to its end, so that all of the guest is in the file}; what is incomplete is removed */
    static boolean wasSaved(Guest guest, RunStatus.Work work) {
        if (!work.operation().equals("save")) {
            return false;
        }
        if (work.begun() && Saver.isComplete(work.file())) {
            if (work.managed()) {
                guest.managedSave(true);
            }
            return true;
        }
        Saver.removePartial(work.file());
        if (work.managed()) {
            guest.managedSave(false);
        }
        return false;
    }

    private static String status(QmpClient monitor) {
        return monitor.execute("query-status").path("status").asString("");
    }

    /**
     * {@return whether QEMU has written all of the guest to the file itself} Such a save is finished rather than rolled
     * back: a guest that was paused could not be saved a second time.
     */
    private static boolean wasWritten(QmpClient monitor, RunStatus.Work work) {
        return work.begun()
                && Saver.isRaw(work.file())
                && monitor.execute("query-migrate").path("status").asString("").equals("completed");
    }

    private static void cancelTransfer(QmpClient monitor) {
        for (int i = 0; i < PATIENCE_STEPS; i++) {
            String status = monitor.execute("query-migrate").path("status").asString("none");
            String dump = monitor.execute("query-dump").path("status").asString("none");
            boolean moving = status.equals("active") || status.equals("setup") || status.equals("cancelling") || status.equals("device");
            if (!moving && !dump.equals("active") && !status(monitor).equals("finish-migrate")) {
                return;
            }
            if (moving && !status.equals("cancelling")) {
                monitor.execute("migrate_cancel");
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
