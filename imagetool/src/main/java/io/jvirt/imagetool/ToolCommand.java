package io.jvirt.imagetool;

import java.util.List;
import java.util.Set;

/** A command of {@code jvirt image}. */
interface ToolCommand {
    /** The command line ended in an error. */
    int FAILED = 1;

    String name();

    /** {@return the options and operands, on one line} */
    String synopsis();

    /** {@return one line that says what it does} */
    String summary();

    /** {@return the short options, each followed by a colon when it takes a value} */
    String letters();

    /** {@return the long options without a value} */
    default Set<String> flags() {
        return Set.of("image-opts");
    }

    /** {@return the long options with a value} */
    default Set<String> valued() {
        return Set.of("object");
    }

    /** Does it; {@return the exit status} */
    int run(Words words, Console console);

    /** {@return the words of a command line as this command's options say} */
    default Words parse(List<String> words) {
        return new Words(words, letters(), flags(), valued());
    }
}
