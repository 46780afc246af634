package io.jvirt.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.ConnectionUri;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static Place of(String uri) {
        return Place.of(ConnectionUri.parse(uri)).orElseThrow();
    }

    @Test
    void systemLivesInTheHostsFolders() {
        assertThat(of("qemu:///system").part("storage").config()).isEqualTo(Path.of("/etc/jvirt/storage"));
        assertThat(of("qemu:///system?root=/r").config()).isEqualTo(Path.of("/r/etc/jvirt"));
    }

    @Test
    void sessionFollowsXdg() {
        Path home = Path.of("/home/u");
        Place plain = Place.session(Map.of("XDG_CONFIG_HOME", "not/absolute"), home);
        assertThat(plain.config()).isEqualTo(Path.of("/home/u/.config/jvirt"));
        assertThat(plain.log()).isEqualTo(Path.of("/home/u/.local/state/jvirt/log"));
        Place given = Place.session(Map.of("XDG_RUNTIME_DIR", "/run/user/1", "XDG_CACHE_HOME", "/c"), home);
        assertThat(given.run()).isEqualTo(Path.of("/run/user/1/jvirt"));
        assertThat(given.cache()).isEqualTo(Path.of("/c/jvirt"));
    }

    @Test
    void embedNeedsAFolder() {
        assertThat(of("qemu:///embed?root=/a/../b").run()).isEqualTo(Path.of("/b/run"));
        assertThatThrownBy(() -> of("qemu:///embed")).hasMessageContaining("qemu:///embed?root=/some/folder");
        assertThatThrownBy(() -> of("qemu:///embed?root=rel")).hasMessageContaining("'rel'");
        assertThat(Place.of(ConnectionUri.parse("qemu:///other"))).isEmpty();
    }
}
