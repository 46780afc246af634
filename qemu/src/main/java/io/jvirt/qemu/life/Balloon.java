package io.jvirt.qemu.life;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.MemBalloon;
import io.jvirt.model.domain.Memory;
import io.jvirt.qemu.qmp.QmpClient;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device that takes memory back from a running guest. */
final class Balloon {
    private Balloon() {}

    /** {@return the path of the guest's balloon in QEMU's object tree, empty when it has none} */
    static Optional<String> path(DomainDescription description) {
        MemBalloon balloon = description.devices().memballoon();
        if (balloon == null || balloon.model() == MemBalloon.Model.NONE || balloon.info().alias() == null) {
            return Optional.empty();
        }
        return Optional.of("/machine/peripheral/" + balloon.info().alias());
    }

    /** Gives a guest that has not begun what its document says. */
    static void setUp(DomainDescription description, QmpClient monitor) {
        Optional<String> path = path(description);
        if (path.isEmpty()) {
            return;
        }
        MemBalloon balloon = description.devices().memballoon();
        @Nullable Integer period = balloon == null ? null : balloon.statsPeriod();
        if (period != null && period > 0) {
            setPeriod(path.get(), period, monitor);
        }
        MemorySize current = description.currentMemory();
        Memory memory = description.memory();
        if (current != null && memory != null && current.compareTo(memory.size()) < 0) {
            monitor.execute("balloon", Map.of("value", current.bytes()));
        }
    }

    /** Says how often the balloon gathers statistics. */
    static void setPeriod(String path, int seconds, QmpClient monitor) {
        monitor.execute("qom-set", Map.of("path", path, "property", "guest-stats-polling-interval", "value", seconds));
    }
}
