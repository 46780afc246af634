package io.jvirt.host;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The one mechanism by which what was half built is taken down again.
 *
 * <pre>{@code
 * try (Undo undo = new Undo()) {
 *     Path folder = createFolder();
 *     undo.add("folder " + folder, () -> delete(folder));
 *     HostProcess process = spawn();
 *     undo.add("process " + process, process::kill);
 *     ...
 *     undo.commit();
 * }
 * }</pre>
 *
 * <p>Without {@link #commit()} closing runs the steps in reverse order. A step that fails is logged and does not stop the others,
 * so that the failure which led here stays the one that is reported. After a commit the steps are forgotten, unless they are
 * {@linkplain #handOver() handed over} to whoever takes the thing down later. Thread-safe; one thread closes.
 */
public final class Undo implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Undo.class.getName());

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String what, Action action) {}

    /** One step back; it may fail. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** Registers the step that takes down what was just built; {@code what} names it in the log. */
    public synchronized void add(String what, Action action) {
        steps.push(new Step(what, action));
    }

    /** Registers the closing of a resource and returns it. */
    public <T extends AutoCloseable> T closing(T resource) {
        add(resource.toString(), resource::close);
        return resource;
    }

    /** Keeps what was built: closing does nothing any more. */
    public synchronized void commit() {
        steps.clear();
    }

    /** Keeps what was built and returns an undo that takes it down later, in the same order. */
    public synchronized Undo handOver() {
        Undo later = new Undo();
        later.steps.addAll(steps);
        steps.clear();
        return later;
    }

    /** Runs the registered steps, latest first. */
    @Override
    public void close() {
        for (Step step = next(); step != null; step = next()) {
            try {
                step.action().run();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                LOG.log(System.Logger.Level.WARNING, "Cannot undo " + step.what() + ": " + e.getMessage(), e);
            }
        }
    }

    private synchronized @Nullable Step next() {
        return steps.poll();
    }
}
