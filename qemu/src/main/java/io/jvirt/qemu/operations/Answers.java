package io.jvirt.qemu.operations;

import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What QEMU said to several questions that were asked together.
 *
 * @param byCommand the answers; none for a question that was not asked or that QEMU refused
 */
record Answers(Map<String, JsonNode> byCommand) {
    /** Asks, and waits at most {@code limit}. */
    static Answers ask(Run run, List<QmpClient.Request> questions, Duration limit) {
        Map<String, JsonNode> answers = new HashMap<>();
        try {
            List<Optional<JsonNode>> all = run.monitor().executeAll(questions, limit);
            for (int i = 0; i < questions.size(); i++) {
                String command = questions.get(i).command();
                all.get(i).ifPresent(answer -> answers.put(command, answer));
            }
        } catch (QmpException e) {
            throw e.toJvirt();
        }
        return new Answers(answers);
    }

    Optional<JsonNode> to(String command) {
        return Optional.ofNullable(byCommand.get(command));
    }
}
