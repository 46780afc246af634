package io.jvirt.demo;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Tells a person what happens, with the time it takes; a line a step, whose clock runs on a terminal. */
final class Progress {
    private static final int WIDTH = 46;
    private static final long TICK_MILLIS = 200;

    private final PrintStream out;
    private final boolean terminal;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void say(String text) {
        out.println(text);
    }

    /** Runs a step and returns its result; {@code what} begins its line. */
    <T> T step(String what, Callable<T> step) throws Exception {
        long began = System.nanoTime();
        @Nullable Thread clock = terminal ? Thread.ofVirtual().start(() -> tick(what, began)) : null;
        if (!terminal) {
            out.print(line(what));
            out.flush();
        }
        try {
            T result = step.call();
            end(clock, what, "done", began);
            return result;
        } catch (Exception e) {
            end(clock, what, "failed", began);
            throw e;
        }
    }

    private void tick(String what, long began) {
        try {
            while (true) {
                show(line(what) + seconds(began));
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException e) {
            // The step is over.
        }
    }

    private void end(@Nullable Thread clock, String what, String outcome, long began) throws InterruptedException {
        if (clock != null) {
            clock.interrupt();
            clock.join();
            show(line(what) + outcome + ", " + seconds(began) + "\n");
        } else {
            out.println(outcome + ", " + seconds(began));
        }
    }

    private synchronized void show(String text) {
        out.print("\r\033[K" + text);
        out.flush();
    }

    private static String line(String what) {
        return what + " " + ".".repeat(Math.max(3, WIDTH - what.length())) + " ";
    }

    private static String seconds(long began) {
        long tenths = (System.nanoTime() - began) / 100_000_000;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
