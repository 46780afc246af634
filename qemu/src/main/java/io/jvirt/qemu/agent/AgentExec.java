package io.jvirt.qemu.agent;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Programs that run in the guest. */
public final class AgentExec {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final AgentClient agent;

    public AgentExec(AgentClient agent) {
        this.agent = agent;
    }

    /**
     * What came of a program.
     *
     * @param exitCode its exit code, or -1 when a signal ended it
     * @param signal the signal, or 0
     * @param output what it wrote to standard output
     * @param errors what it wrote to standard error
     */
    public record Result(int exitCode, int signal, byte[] output, byte[] errors) {}

    /**
     * Runs a program in the guest and waits for its end.
     *
     * @param path in the guest; no shell sees it
     * @param limit how long it may run; it goes on in the guest when that is over
     */
    public Result run(String path, List<String> arguments, byte[] input, Duration limit) throws InterruptedException {
        long pid = agent.execute("guest-exec", Map.of(
                        "path", path,
                        "arg", arguments,
                        "input-data", Base64.getEncoder().encodeToString(input),
                        "capture-output", true))
                .path("pid")
                .asLong(0);
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode status = agent.execute("guest-exec-status", Map.of("pid", pid));
            if (status.path("exited").asBoolean(false)) {
                return new Result(
                        status.path("exitcode").asInt(-1),
                        status.path("signal").asInt(0),
                        decode(status.path("out-data").asString("")),
                        decode(status.path("err-data").asString("")));
            }
            if (System.nanoTime() > deadline) {
                throw new JvirtException(
                        ErrorCode.AGENT_COMMAND_TIMEOUT,
                        ErrorDomain.QEMU,
                        "'" + path + "' still runs in the guest after " + limit.toMillis() + " ms");
            }
            Thread.sleep(PAUSE);
        }
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new JvirtException(
                    ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "the guest agent sent output that is not Base64", e);
        }
    }
}
