package io.jvirt.qemu.operations;

import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Questions and orders to a guest's monitor, with the errors of the API. An order takes the time it takes, under the
 * guest's job, so that nobody gives another one meanwhile. A question waits no longer than a call waits for its turn:
 * a QEMU that hangs is not asked again before it has answered.
 */
final class Ask {
    private static final Duration QUESTION_LIMIT = JobLock.PATIENCE;

    private Ask() {}

    static JsonNode monitor(Run run, String command) {
        return monitor(run, command, Map.of());
    }

    static JsonNode monitor(Run run, String command, Map<String, ?> arguments) {
        try {
            return execute(run.monitor(), command, arguments);
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    /** {@return the answer; empty when this QEMU refuses, for example because it lacks the device} */
    static Optional<JsonNode> ifPossible(Run run, String command, Map<String, ?> arguments) {
        try {
            return Optional.of(execute(run.monitor(), command, arguments));
        } catch (QmpException.Refused e) {
            return Optional.empty();
        } catch (QmpException e) {
            throw e.toJvirt();
        }
    }

    private static JsonNode execute(QmpClient monitor, String command, Map<String, ?> arguments) {
        boolean question = command.startsWith("query-") || command.equals("qom-get") || command.equals("qom-list");
        if (!question) {
            return monitor.execute(command, arguments);
        }
        requireAnswering(monitor, command);
        return monitor.execute(command, arguments, QUESTION_LIMIT);
    }

    private static void requireAnswering(QmpClient monitor, String command) {
        Duration silence = monitor.silence();
        if (silence.compareTo(QUESTION_LIMIT) > 0) {
            throw new QmpException.TimedOut(
                    "QEMU is not asked '" + command + "': it has not answered for " + silence.toSeconds() + " s");
        }
    }
}
