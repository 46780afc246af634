package io.jvirt.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void theReferenceIsUpToDate() {
        assertThat(Path.of("../docs/reference/jvirtd.conf"))
                .as("run ./jvirtd --print-config > docs/reference/jvirtd.conf")
                .hasContent(Settings.sample());
    }
}
