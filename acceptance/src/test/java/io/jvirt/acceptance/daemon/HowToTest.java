package io.jvirt.acceptance.daemon;

import io.jvirt.acceptance.testkit.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell examples of how-to pages run as they stand, against a daemon of their own. */
class HowToTest {
    @ParameterizedTest
    @ValueSource(strings = {"secrets.md", "node-devices.md", "network-filters.md", "host-interfaces.md"})
    void examplesRun(String page) throws Exception {
        if (page.equals("network-filters.md")) {
            Lab.require("nft", "nftables");
            Lab.require("ip", "iproute2");
        }
        try (Lab lab = Lab.open()) {
            lab.startDaemon();
            // What a failed example would leave behind goes with it.
            Path script = lab.file("examples.sh", "set -e\ntrap 'ip link delete example0 2>/dev/null || true' EXIT\ncd '" + lab.folder() + "'\njvirt() { '" + Lab.project("jvirt")
                    + "' -c qemu:///session \"$@\"; }\n" + examples(page));
            lab.run(List.of("bash", script.toString())).orFail();
        }
    }

    private static String examples(String page) throws IOException {
        var inside = new boolean[1];
        return Files.readAllLines(Path.of("../docs/how-to", page)).stream().filter(line -> {
            if (line.startsWith("```")) {
                inside[0] = line.equals("```sh");
                return false;
            }
            return inside[0];
        }).collect(Collectors.joining("\n", "", "\n"));
    }
}
