package io.jvirt.acceptance.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs cases one at a time, each in a thread of its own with a time limit, so that none can stop the others. */
final class CaseRunner {
    private static final long LIMIT_SECONDS = 30;

    private final @Nullable Path outputFolder;

    CaseRunner(@Nullable Path outputFolder) {
        this.outputFolder = outputFolder;
    }

    Verdict run(Suite suite, ConformanceCase theCase) {
        FutureTask<Verdict> task = new FutureTask<>(() -> judge(suite, theCase));
        Thread thread = Thread.ofPlatform().daemon().name("case").unstarted(task);
        thread.start();
        try {
            return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Verdict.Failed("not done within " + LIMIT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.Failed("interrupted");
        } catch (ExecutionException e) {
            return new Verdict.Failed(oneLine(String.valueOf(e.getCause())));
        }
    }

    private Verdict judge(Suite suite, ConformanceCase theCase) throws Exception {
        String output;
        try {
            output = suite.run(theCase);
        } catch (Exception | StackOverflowError e) {
            if (theCase.mustFail() && suite.isRejection(e)) {
                return new Verdict.Passed();
            }
            return new Verdict.Failed((suite.isRejection(e) ? "rejected: " : "fell over: " + at(e) + ": ")
                    + oneLine(String.valueOf(suite.isRejection(e) ? e.getMessage() : e)));
        }
        keep(theCase, output);
        if (theCase.mustFail()) {
            return new Verdict.Failed("accepted" + (theCase.expected() == null ? ""
                    : ", another implementation says: " + oneLine(theCase.expectedText())));
        }
        return suite.difference(theCase.expectedText(), output)
                .<Verdict>map(d -> new Verdict.Failed(oneLine(d))).orElseGet(Verdict.Passed::new);
    }

    private void keep(ConformanceCase theCase, String output) throws IOException {
        if (outputFolder != null) {
            Path folder = Files.createDirectories(outputFolder.resolve(theCase.suite()));
            Files.writeString(folder.resolve(theCase.id().replace('/', '_')), output, StandardCharsets.UTF_8);
        }
    }

    private static String at(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("io.jvirt.")) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "?";
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 400 ? line : line.substring(0, 400) + "...";
    }
}
