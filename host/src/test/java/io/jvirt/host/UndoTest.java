package io.jvirt.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void stepsRunInReverseOrderAndOneThatFailsDoesNotStopTheOthers() {
        try (Undo undo = new Undo()) {
            undo.add("first", () -> done.add("first"));
            undo.add("second", () -> {
                throw new IllegalStateException("second cannot be undone");
            });
            undo.add("third", () -> done.add("third"));
        }
        assertThat(done).containsExactly("third", "first");
    }

    @Test
    void committedStepsDoNotRun() {
        try (Undo undo = new Undo()) {
            undo.add("first", () -> done.add("first"));
            undo.commit();
        }
        assertThat(done).isEmpty();
    }

    @Test
    void handedOverStepsRunLaterInTheSameOrder() {
        Undo later;
        try (Undo undo = new Undo()) {
            undo.add("first", () -> done.add("first"));
            undo.add("second", () -> done.add("second"));
            later = undo.handOver();
        }
        assertThat(done).isEmpty();
        later.close();
        assertThat(done).containsExactly("second", "first");
    }
}
