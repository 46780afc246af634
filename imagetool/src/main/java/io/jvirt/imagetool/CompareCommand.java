package io.jvirt.imagetool;

import io.jvirt.image.DiskImage;
import io.jvirt.image.ImageException;
import io.jvirt.image.operation.Comparison;
import java.util.Set;

/** {@code compare}: whether two images show the same. */
final class CompareCommand implements ToolCommand {
    private static final int TROUBLE = 2;

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String synopsis() {
        return "[--object OBJECT] [--image-opts] [-f FORMAT] [-F FORMAT] [-T CACHE] [-p] [-q] [-s] [-U] FILE1 FILE2";
    }

    @Override
    public String summary() {
        return "Compares what two images show a guest; ends with 0 when it is the same, 1 when not, more after a failure.";
    }

    @Override
    public String letters() {
        return "f:F:T:pqsU";
    }

    @Override
    public Set<String> flags() {
        return Set.of("image-opts", "force-share");
    }

    @Override
    public Set<String> valued() {
        return Set.of("object");
    }

    @Override
    public int run(Words words, Console console) {
        if (words.operands().size() != 2) {
            throw new UsageException("Expecting two image file names");
        }
        try {
            return compare(words, console);
        } catch (ImageException e) {
            console.complain(String.valueOf(e.getMessage()));
            return TROUBLE;
        }
    }

    private static int compare(Words words, Console console) {
        ImageArguments arguments = new ImageArguments(words);
        boolean progress = words.has("p") && !words.has("q");
        try (DiskImage a = arguments.openToRead(arguments.image(words.operands().get(0), "f"));
                DiskImage b = arguments.openToRead(arguments.image(words.operands().get(1), "F"))) {
            Comparison.Outcome outcome = Comparison.compare(
                    a, b, words.has("s"), console.progress(Math.max(a.size(), b.size()), progress));
            console.progressDone(progress);
            String verdict = switch (outcome) {
                case Comparison.Same same ->
                    (same.sameSize() ? "" : "Warning: Image size mismatch!\n") + "Images are identical.";
                case Comparison.Different different -> "Content mismatch at offset " + different.offset() + "!";
                case Comparison.OtherSize other -> "Strict mode: Image size mismatch!";
                case Comparison.OtherStatus other ->
                    "Strict mode: Offset " + other.offset() + " block status mismatch!";
            };
            if (!words.has("q")) {
                console.print(verdict);
            }
            return outcome instanceof Comparison.Same ? 0 : 1;
        }
    }
}
