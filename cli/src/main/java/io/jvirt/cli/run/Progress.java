package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.JvirtException;
import io.jvirt.cli.Invocation;

/** Runs a guest's job, shows how far it is when that was asked for, and cancels it on an interrupt. */
final class Progress {
    private static final long INTERVAL_MILLIS = 500;

    private Progress() {}

    /** Runs a job; fails as the job does. */
    static void watch(Invocation in, Domain domain, String label, Runnable job) {
        Result result = new Result();
        Thread thread = Thread.ofVirtual().name("job").start(() -> {
            try {
                job.run();
            } catch (RuntimeException e) {
                result.failure = e;
            }
        });
        boolean verbose = in.flag("verbose");
        try (Interrupts interrupts = Interrupts.handle(() -> cancel(in, domain))) {
            int shown = -1;
            while (!thread.join(java.time.Duration.ofMillis(INTERVAL_MILLIS))) {
                int percent = verbose ? percent(domain) : -1;
                if (percent >= 0 && percent != shown) {
                    shown = percent;
                    show(in, label, percent);
                }
            }
            if (verbose && result.failure == null) {
                show(in, label, 100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel(in, domain);
        }
        RuntimeException failure = result.failure;
        if (failure != null) {
            throw failure;
        }
    }

    private static void cancel(Invocation in, Domain domain) {
        try {
            domain.abortJob(0);
        } catch (JvirtException e) {
            in.complain(e.getMessage());
        }
    }

    private static int percent(Domain domain) {
        Domain.JobInfo info;
        try {
            info = domain.jobInfo();
        } catch (JvirtException e) {
            // The guest may be gone the moment the job ends; the job's own result tells.
            return -1;
        }
        if (info.dataTotal() <= 0) {
            return -1;
        }
        double done = 100.0 - (double) info.dataRemaining() * 100.0 / info.dataTotal();
        return Math.max(0, Math.min(99, (int) done));
    }

    private static void show(Invocation in, String label, int percent) {
        String number = Integer.toString(percent);
        in.session().output().error("\r" + label + ": [" + " ".repeat(3 - number.length()) + number + " %]");
    }

    private static final class Result {
        private volatile @org.jspecify.annotations.Nullable RuntimeException failure;
    }
}
