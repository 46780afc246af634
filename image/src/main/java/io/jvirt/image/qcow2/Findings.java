package io.jvirt.image.qcow2;

import io.jvirt.image.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** What a check has found so far. */
final class Findings {
    private static final int MOST_LINES = 1000;

    private final List<String> lines = new ArrayList<>();
    long corruptions;
    long leaks;
    long corruptionsFixed;
    long leaksFixed;
    long allocated;
    long fragmented;
    long compressed;
    long imageEnd;

    void corruption(String what) {
        corruptions++;
        line("ERROR " + what);
    }

    void leak(String what) {
        leaks++;
        line("Leaked " + what);
    }

    private void line(String text) {
        if (lines.size() < MOST_LINES) {
            lines.add(text);
        }
    }

    /** {@return whether nothing is wrong} */
    boolean clean() {
        return corruptions == 0 && leaks == 0;
    }

    CheckResult result(long totalClusters) {
        return new CheckResult(corruptions, leaks, corruptionsFixed, leaksFixed, 0, totalClusters, allocated, fragmented,
                compressed, imageEnd, List.copyOf(lines));
    }
}
