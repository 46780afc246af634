package io.jvirt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3", "::, ::", "::1, ::1", "a:b:c::d:e:f, a:b:c::d:e:f", "FE80:0:0:0:0:0:0:1, fe80::1",
        "::ffff:10.1.2.3, ::ffff:10.1.2.3", "1:0:0:2:0:0:0:3, 1:0:0:2::3", "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "1::, 1::"
    })
    void addressesAreWrittenInOneForm(String given, String written) {
        assertThat(IpAddress.parse(given)).hasToString(written);
        assertThat(IpAddress.parse(written)).isEqualTo(IpAddress.parse(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.256", "1.2.3.4.5", "a:b:c", "1::2::3", ":1", "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3", "host"})
    void othersAreRefused(String given) {
        assertThatThrownBy(() -> IpAddress.parse(given)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void masksHaveALength() {
        assertThat(IpAddress.parse("10.0.0.1").mask(20)).hasToString("255.255.240.0");
        assertThat(IpAddress.parse("255.255.240.0").prefixOfMask()).isEqualTo(20);
        assertThat(IpAddress.parse("255.0.255.0").prefixOfMask()).isEqualTo(-1);
        assertThat(IpAddress.parse("::1").mask(113)).hasToString("ffff:ffff:ffff:ffff:ffff:ffff:ffff:8000");
        assertThat(IpAddress.parse("::1").mask(0)).hasToString("::");
    }
}
