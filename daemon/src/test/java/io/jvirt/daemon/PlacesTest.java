package io.jvirt.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void theHostsInstanceHasBothSockets() {
        Places places = Places.system(Path.of("/"));
        assertThat(places.uri()).isEqualTo("qemu:///system");
        assertThat(places.config()).isEqualTo(Path.of("/etc/jvirt/jvirtd.conf"));
        assertThat(places.endpoints(false)).containsExactly(
                new Places.Endpoint(Path.of("/run/jvirt/jvirt-sock"), false),
                new Places.Endpoint(Path.of("/run/jvirt/jvirt-sock-ro"), true));
        assertThat(places.endpoints(true)).contains(
                new Places.Endpoint(Path.of("/run/libvirt/libvirt-sock"), false),
                new Places.Endpoint(Path.of("/run/libvirt/libvirt-sock-ro"), true));
    }

    @Test
    void aSessionFollowsTheXdgVariables() {
        Places places = Places.session(
                Map.of("XDG_RUNTIME_DIR", "/run/user/7", "XDG_CONFIG_HOME", "/c"), Path.of("/home/ada"));
        assertThat(places.config()).isEqualTo(Path.of("/c/jvirt/jvirtd.conf"));
        assertThat(places.endpoints(true)).containsExactly(
                new Places.Endpoint(Path.of("/run/user/7/jvirt/jvirt-sock"), false),
                new Places.Endpoint(Path.of("/run/user/7/libvirt/libvirt-sock"), false));
    }

    @Test
    void aSessionWithoutRuntimeFolderUsesTheCacheWhereLibvirtsClientsLook() {
        Places places = Places.session(Map.of("XDG_RUNTIME_DIR", "relative"), Path.of("/home/ada"));
        assertThat(places.config()).isEqualTo(Path.of("/home/ada/.config/jvirt/jvirtd.conf"));
        assertThat(places.endpoints(true)).containsExactly(
                new Places.Endpoint(Path.of("/home/ada/.cache/jvirt-run/jvirt/jvirt-sock"), false),
                new Places.Endpoint(Path.of("/home/ada/.cache/libvirt/libvirt-sock"), false));
    }
}
