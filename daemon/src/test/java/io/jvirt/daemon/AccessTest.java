package io.jvirt.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.host.socket.PeerCredentials;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final int NOBODY_THERE = Integer.MAX_VALUE;

    private static PeerCredentials peer(int uid, int gid) {
        return new PeerCredentials(NOBODY_THERE, uid, gid);
    }

    @Test
    void aSessionIsForItsOwnerAndRoot() {
        Access access = new Access(true, false, 1000, OptionalInt.of(50));
        assertThat(access.allows(peer(1000, 1000))).isTrue();
        assertThat(access.allows(peer(0, 0))).isTrue();
        assertThat(access.allows(peer(1001, 1000))).isFalse();
        assertThat(access.allows(peer(1001, 50))).isFalse();
    }

    @Test
    void theHostsInstanceIsForRootAndTheGroup() {
        Access access = new Access(false, false, 0, OptionalInt.of(50));
        assertThat(access.allows(peer(0, 0))).isTrue();
        assertThat(access.allows(peer(1000, 50))).isTrue();
        assertThat(access.allows(peer(1000, 1000))).isFalse();
        assertThat(new Access(false, false, 0, OptionalInt.empty()).allows(peer(1000, 50))).isFalse();
    }

    @Test
    void everybodyMayLook() {
        assertThat(new Access(false, true, 0, OptionalInt.empty()).allows(peer(1000, 1000))).isTrue();
    }

    @Test
    void findsGroupsByName() throws Exception {
        assertThat(Access.groupNumber("root")).hasValue(0);
        assertThat(Access.groupNumber("no-such-group-here")).isEmpty();
        assertThat(Access.groupNumber("")).isEmpty();
    }
}
