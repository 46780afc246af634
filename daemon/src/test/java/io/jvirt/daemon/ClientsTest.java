package io.jvirt.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.daemon.config.Settings;
import io.jvirt.daemon.config.SettingsFile;
import io.jvirt.host.socket.UnixSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final int USER = 1000;

    private final List<UnixSocket> open = new ArrayList<>();

    private UnixSocket socket() {
        List<UnixSocket> pair = UnixSocket.pair();
        open.addAll(pair);
        return pair.get(0);
    }

    @AfterEach
    void closeAll() {
        open.forEach(UnixSocket::close);
    }

    private static Settings limits(int all, int anonymous) throws Exception {
        return SettingsFile.parse("test", "max_clients = " + all + "\nmax_anonymous_clients = " + anonymous + "\n");
    }

    @Test
    void turnsAwayWhoIsTooManyButNeverRoot() throws Exception {
        Clients clients = new Clients(limits(2, 10));
        Clients.Client first = clients.enter(socket(), USER).orElseThrow();
        assertThat(clients.enter(socket(), USER)).isPresent();
        assertThat(clients.enter(socket(), USER)).isEmpty();
        assertThat(clients.enter(socket(), 0)).isPresent();
        first.left();
        assertThat(clients.enter(socket(), USER)).isEmpty();
        clients.limit(limits(5, 10));
        assertThat(clients.enter(socket(), USER)).isPresent();
    }

    @Test
    void closesWhoSaidNothingForTheLongestTime() throws Exception {
        Clients clients = new Clients(limits(100, 2));
        UnixSocket silent = socket();
        UnixSocket silentPeer = open.get(1);
        UnixSocket busy = socket();
        clients.enter(busy, USER).orElseThrow().known();
        clients.enter(silent, USER).orElseThrow();
        clients.enter(socket(), USER).orElseThrow();
        assertThat(silent.isOpen()).isTrue();
        clients.enter(socket(), USER).orElseThrow();
        assertThat(silent.isOpen()).isFalse();
        assertThat(busy.isOpen()).isTrue();
        assertThat(silentPeer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void isIdleOnlyWithoutClients() throws Exception {
        Clients clients = new Clients(Settings.defaults());
        Clients.Client client = clients.enter(socket(), USER).orElseThrow();
        assertThat(clients.idleNanos()).isZero();
        client.left();
        assertThat(clients.idleNanos()).isNotNegative();
    }
}
