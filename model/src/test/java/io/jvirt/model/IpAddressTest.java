package io.jvirt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.122.1,192.168.122.1", "::,::", "::1,::1", "0:0:0:0:0:0:0:1,::1", "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "1:0:2:3:4:5:6:7,1:0:2:3:4:5:6:7", "::ffff:1.2.3.4,::ffff:1.2.3.4", "fe80::,fe80::", "1::2:3:4:5:6:7,1:0:2:3:4:5:6:7"
    })
    void addressesHaveOneForm(String given, String written) {
        assertThat(IpAddress.parse(given)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "192.168.122.333", ":", ":1", "1:", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::12345", "::g", "1.2.3.4::", "::1.2.3.4:5"})
    void othersAreRefused(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theJdkReadsTheSameOutOfWhatIsWritten() throws UnknownHostException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] octets = new byte[16];
            random.nextBytes(octets);
            // Groups of zeros are what the short form is about.
            for (int group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    octets[2 * group] = 0;
                    octets[2 * group + 1] = 0;
                }
            }
            octets[0] = 0x20;
            long high = new java.math.BigInteger(octets, 0, 8).longValue();
            long low = new java.math.BigInteger(octets, 8, 8).longValue();
            IpAddress address = new IpAddress(true, high, low);
            assertThat(InetAddress.getByName(address.toString()).getAddress()).as("seed %d", seed).isEqualTo(octets);
            assertThat(IpAddress.parse(address.toString())).as("seed %d", seed).isEqualTo(address);
        }
    }

    @Test
    void networksAndMasks() {
        IpAddress address = IpAddress.parse("192.168.122.77");
        assertThat(address.network(24)).hasToString("192.168.122.0");
        assertThat(address.broadcast(24)).hasToString("192.168.122.255");
        assertThat(address.mask(20)).hasToString("255.255.240.0");
        assertThat(IpAddress.parse("255.255.240.0").prefixOfMask()).isEqualTo(20);
        assertThat(IpAddress.parse("255.0.255.0").prefixOfMask()).isEqualTo(-1);
        assertThat(address.reverseDomain(24)).isEqualTo("122.168.192.in-addr.arpa");
        assertThatThrownBy(() -> address.reverseDomain(20)).hasMessageContaining("prefix 20");
        IpAddress v6 = IpAddress.parse("2001:db8:ac10:fe01::1");
        assertThat(v6.network(64)).hasToString("2001:db8:ac10:fe01::");
        assertThat(v6.reverseDomain(64)).isEqualTo("1.0.e.f.0.1.c.a.8.b.d.0.1.0.0.2.ip6.arpa");
        assertThat(v6.sameNetwork(IpAddress.parse("2001:db8:ac10:fe01:9::"), 64)).isTrue();
        assertThat(IpAddress.parse("::ffff:ffff:ffff:ffff").plus(1)).hasToString("0:0:0:1::");
    }
}
