package io.jvirt.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.cli.testkit.Shell;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final Shell shell = new Shell();

    private List<String> complete(String... words) {
        return Completion.of(shell.session(), List.of(words));
    }

    @Test
    void commands() {
        assertThat(complete("ech")).containsExactly("echo");
        assertThat(complete("dom")).contains("dominfo", "domstate").doesNotContain("list");
    }

    @Test
    void optionsThatAreStillFree() {
        assertThat(complete("echo", "--x")).containsExactly("--xml");
        assertThat(complete("echo", "--xml", "--s")).containsExactly("--shell", "--split", "--string");
        assertThat(complete("echo", "--xml", "--x")).isEmpty();
    }

    @Test
    void namesOfGuestsThatFit() {
        assertThat(complete("start", "")).contains("db").doesNotContain("web");
        assertThat(complete("suspend", "w")).containsExactly("web");
        assertThat(complete("dominfo", "--domain", "")).containsExactly("db", "web");
        assertThat(complete("dominfo", "--domain=d")).containsExactly("--domain=db");
    }

    @Test
    void whatTheGuestHas() {
        assertThat(complete("domblkstat", "web", "")).contains("vda", "sda");
        assertThat(complete("domifstat", "web", "")).contains("vnet0", "52:54:00:00:00:01");
    }

    @Test
    void closedSetsOfValues() {
        assertThat(complete("shutdown", "web", "--mode", "a")).containsExactly("acpi", "agent");
        assertThat(complete("event", "--event", "life")).containsExactly("lifecycle");
        assertThat(complete("send-key", "web", "KEY_VOLUMED")).containsExactly("KEY_VOLUMEDOWN");
    }
}
