package io.jvirt.qemu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ConnectionUri;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static Layout of(String uri) {
        return Layout.of(ConnectionUri.parse(uri)).orElseThrow();
    }

    @Test
    void systemLivesInTheHostsFolders() {
        Layout layout = of("qemu:///system");
        assertThat(layout.definition("a")).isEqualTo(Path.of("/etc/jvirt/qemu/a.xml"));
        assertThat(layout.status("a")).isEqualTo(Path.of("/run/jvirt/qemu/a.xml"));
        assertThat(layout.managedSave("a")).isEqualTo(Path.of("/var/lib/jvirt/qemu/save/a.save"));
        assertThat(layout.log("a")).isEqualTo(Path.of("/var/log/jvirt/qemu/a.log"));
        assertThat(of("qemu:///system?root=/r").config()).isEqualTo(Path.of("/r/etc/jvirt/qemu"));
    }

    @Test
    void sessionFollowsXdg() {
        Path home = Path.of("/home/u");
        Layout plain = Layout.session(Map.of("XDG_CONFIG_HOME", "not/absolute"), home);
        assertThat(plain.config()).isEqualTo(Path.of("/home/u/.config/jvirt/qemu"));
        assertThat(plain.log()).isEqualTo(Path.of("/home/u/.local/state/jvirt/qemu/log"));
        Layout given = Layout.session(Map.of("XDG_RUNTIME_DIR", "/run/user/1", "XDG_CACHE_HOME", "/c"), home);
        assertThat(given.run()).isEqualTo(Path.of("/run/user/1/jvirt/qemu"));
        assertThat(given.cache()).isEqualTo(Path.of("/c/jvirt/qemu"));
    }

    @Test
    void embedNeedsAFolder() {
        assertThat(of("qemu:///embed?root=/a/../b").run()).isEqualTo(Path.of("/b/run/qemu"));
        assertThatThrownBy(() -> of("qemu:///embed")).hasMessageContaining("qemu:///embed?root=/some/folder");
        assertThatThrownBy(() -> of("qemu:///embed?root=rel")).hasMessageContaining("'rel'");
        assertThat(Layout.of(ConnectionUri.parse("qemu:///other"))).isEmpty();
    }

    @Test
    void folderOfARunFitsASocket() {
        String longest = "x/\u00e4".repeat(100);
        Path folder = of("qemu:///system").folder(Integer.MAX_VALUE, longest);
        assertThat(folder.resolve("org.qemu.guest_agent.0").toString()).hasSizeLessThan(107).doesNotContain("\u00e4");
        assertThat(folder.getParent()).isEqualTo(Path.of("/run/jvirt/qemu"));
    }
}
