package io.jvirt.qemu.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.spi.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Layout SYSTEM = Layout.in(Place.system(Path.of("/")));

    @Test
    void theDriverHasAFolderInEachOfItsPlace() {
        assertThat(SYSTEM.config()).isEqualTo(Path.of("/etc/jvirt/qemu"));
        assertThat(SYSTEM.status("a")).isEqualTo(Path.of("/run/jvirt/qemu/a.xml"));
        assertThat(SYSTEM.managedSave("a")).isEqualTo(Path.of("/var/lib/jvirt/qemu/save/a.save"));
        assertThat(SYSTEM.log("a")).isEqualTo(Path.of("/var/log/jvirt/qemu/a.log"));
    }

    @Test
    void folderOfARunFitsASocket() {
        String longest = "x/\u00e4".repeat(100);
        Path folder = SYSTEM.folder(Integer.MAX_VALUE, longest);
        assertThat(folder.resolve("org.qemu.guest_agent.0").toString()).hasSizeLessThan(107).doesNotContain("\u00e4");
        assertThat(folder.getParent()).isEqualTo(Path.of("/run/jvirt/qemu"));
    }
}
