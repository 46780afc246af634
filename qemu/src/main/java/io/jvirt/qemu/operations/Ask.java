package io.jvirt.qemu.operations;

import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Questions and orders to a guest's monitor, with the errors of the API. */
final class Ask {
    private Ask() {}

    static JsonNode monitor(Run run, String command) {
        return monitor(run, command, Map.of());
    }

    static JsonNode monitor(Run run, String command, Map<String, ?> arguments) {
        try {
            return run.monitor().execute(command, arguments);
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    /** {@return the answer; empty when this QEMU refuses, for example because it lacks the device} */
    static Optional<JsonNode> ifPossible(Run run, String command, Map<String, ?> arguments) {
        try {
            return Optional.of(run.monitor().execute(command, arguments));
        } catch (QmpException.Refused e) {
            return Optional.empty();
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }
}
