package io.jvirt.qemu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.host.socket.UnixSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a guest may do to us, by a peer that misbehaves on purpose. */
@Timeout(120)
class AgentClientTest {
    private static final Pattern SYNC = Pattern.compile("guest-sync-delimited.*\"id\":(\\d+)");
    private static final AgentTimeout SHORT = new AgentTimeout(Duration.ofMillis(200), Duration.ofMillis(200));

    private UnixSocket guest;
    private AgentClient agent;

    @BeforeEach
    void connect() {
        List<UnixSocket> pair = UnixSocket.pair();
        guest = pair.get(0);
        agent = AgentClient.over(pair.get(1));
    }

    @AfterEach
    void disconnect() {
        agent.close();
        guest.close();
    }

    /** Answers each line that is asked; an empty answer is none. */
    private void answer(UnaryOperator<String> answers) {
        Thread.startVirtualThread(() -> {
            try {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                ByteBuffer one = ByteBuffer.allocate(1);
                while (guest.read(one.clear()) > 0) {
                    if (one.get(0) != '\n') {
                        line.write(one.get(0));
                        continue;
                    }
                    String answer = answers.apply(line.toString(StandardCharsets.ISO_8859_1));
                    line.reset();
                    guest.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
                }
            } catch (IOException e) {
                // The test has ended.
                assertThat(e).isNotNull();
            }
        });
    }

    private static String synced(String line, String before) {
        Matcher matcher = SYNC.matcher(line);
        return matcher.find() ? before + "\u00ff{\"return\": " + matcher.group(1) + "}\n" : "";
    }

    @Test
    void lateAnswersAreSkipped() {
        answer(line -> line.contains("sync") ? synced(line, "{\"return\": {\"late\": 1}}\n{\"ret") : "{\"return\": {\"now\": 2}}\r\n");
        assertThat(agent.execute("guest-info").path("now").asInt()).isEqualTo(2);
        assertThat(agent.execute("guest-info").path("now").asInt()).isEqualTo(2);
    }

    @Test
    void silenceIsUnresponsive() {
        agent.setTimeout(SHORT);
        assertThatThrownBy(() -> agent.execute("guest-ping")).satisfies(e -> code(e, ErrorCode.AGENT_UNRESPONSIVE));
    }

    @Test
    void wrongSynchronisationIsUnsynced() {
        agent.setTimeout(SHORT);
        answer(line -> "\u00ff{\"return\": 5}\n");
        assertThatThrownBy(() -> agent.execute("guest-ping")).satisfies(e -> code(e, ErrorCode.AGENT_UNSYNCED));
    }

    @Test
    void commandThatIsNotAnsweredTimesOut() {
        agent.setTimeout(SHORT);
        answer(line -> synced(line, ""));
        assertThatThrownBy(() -> agent.execute("guest-fsfreeze-freeze"))
                .satisfies(e -> code(e, ErrorCode.AGENT_COMMAND_TIMEOUT))
                .hasMessageContaining("guest-fsfreeze-freeze");
    }

    @Test
    void refusalCarriesTheAgentsWords() {
        answer(line -> line.contains("sync") ? synced(line, "")
                : "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"The command guest-x has not been found\"}}\n");
        assertThatThrownBy(() -> agent.execute("guest-x"))
                .satisfies(e -> code(e, ErrorCode.INTERNAL_ERROR))
                .hasMessageContaining("unable to execute QEMU agent command 'guest-x': The command guest-x has not been found");
        assertThat(agent.passThrough("{\"execute\":\"guest-sync-delimited\",\"arguments\":{\"id\":1}}", AgentTimeout.DEFAULT))
                .isEqualTo("{\"return\":1}");
        assertThatThrownBy(() -> agent.passThrough("nonsense", AgentTimeout.DEFAULT)).satisfies(e -> code(e, ErrorCode.INTERNAL_ERROR));
    }

    @Test
    void endOfTheGuestIsUnresponsive() {
        answer(line -> {
            guest.close();
            return "";
        });
        assertThatThrownBy(() -> agent.execute("guest-ping")).satisfies(e -> code(e, ErrorCode.AGENT_UNRESPONSIVE));
    }

    @Test
    void nothingThatAGuestSaysDoesHarm() {
        long seed = Long.getLong("jvirt.seed", new Random().nextLong());
        System.out.println("AgentClientTest seed " + seed + " (repeat with -Djvirt.seed=" + seed + ")");
        Random random = new Random(seed);
        List<String> pieces = List.of("{\"return\": {}}\n", "{\"return\"", "\u00ff", "\n", "{}", "[[[[", "{\"error\": []}\n", "{\"return\": 99999999999999999999}\n", "x".repeat(20_000));
        agent.setTimeout(new AgentTimeout(Duration.ofMillis(20), Duration.ofMillis(20)));
        answer(line -> {
            StringBuilder said = new StringBuilder();
            for (int i = random.nextInt(4); i > 0; i--) {
                said.append(pieces.get(random.nextInt(pieces.size())));
            }
            return random.nextBoolean() ? synced(line, said.toString()) + said : said.toString();
        });
        for (int i = 0; i < 100; i++) {
            try {
                assertThat(agent.execute("guest-info")).isNotNull();
            } catch (JvirtException e) {
                assertThat(e.code()).isIn(
                        ErrorCode.AGENT_UNRESPONSIVE, ErrorCode.AGENT_UNSYNCED, ErrorCode.AGENT_COMMAND_TIMEOUT, ErrorCode.INTERNAL_ERROR);
            }
        }
    }

    private static void code(Throwable e, ErrorCode code) {
        assertThat(e).isInstanceOfSatisfying(JvirtException.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
