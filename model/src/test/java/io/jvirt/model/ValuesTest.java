package io.jvirt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({"1, b, 1", "1, bytes, 1", "1, KB, 1000", "1, K, 1024", "1, KiB, 1024", "2, MB, 2000000", "2, m, 2097152", "1, GiB, 1073741824",
        "1, TiB, 1099511627776", "3, EiB, 3458764513820540928"})
    void sizesHaveLibvirtsUnits(long amount, String unit, long bytes) {
        assertThat(MemorySize.of(amount, unit).bytes()).isEqualTo(bytes);
    }

    @Test
    void sizesRoundUpAndFindTheirUnit() {
        assertThat(MemorySize.ofBytes(1025).kib()).isEqualTo(2);
        assertThat(MemorySize.ofBytes(3 << 20)).hasToString("3 MiB");
        assertThat(MemorySize.ofKib(7680)).hasToString("7680 KiB");
        assertThat(MemorySize.ofBytes(0)).hasToString("0 B");
        assertThat(MemorySize.ofKib(5).roundUp(MemorySize.ofKib(4))).isEqualTo(MemorySize.ofKib(8));
        assertThatThrownBy(() -> MemorySize.of(Long.MAX_VALUE, "KiB")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void macAddresses() {
        assertThat(MacAddress.parse("52:54:00:AB:cd:ef")).hasToString("52:54:00:ab:cd:ef");
        assertThat(MacAddress.parse("2:0:0:0:0:1")).hasToString("02:00:00:00:00:01");
        assertThat(MacAddress.parse("01:00:5e:00:00:01").isMulticast()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "52:54:00:12:34", "52:54:00:12:34:5g", "52:54:00:12:34:567", "52:54:00:12:34:56:78", "52-54-00-12-34-56", "52:54::12:34:56"})
    void badMacAddresses(String text) {
        assertThatThrownBy(() -> MacAddress.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(text);
    }

    @Test
    void idSets() {
        var set = IdSet.parse("0-3, ^2,8,10-10");
        assertThat(set).hasToString("0-1,3,8,10");
        assertThat(set.toArray()).containsExactly(0, 1, 3, 8, 10);
        assertThat(set).isEqualTo(IdSet.of(10, 8, 3, 1, 0)).hasSameHashCodeAs(IdSet.parse("0,1,3,8,10"));
        assertThat(set.containsAll(IdSet.of(0, 8))).isTrue();
        assertThat(set.containsAll(IdSet.of(2))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "3-1", "1,", "^1-2", "-1", "99999", "1--2"})
    void badIdSets(String text) {
        assertThatThrownBy(() -> IdSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pciAddresses() {
        assertThat(new PciAddress(0, 2, 0x1f, 7)).hasToString("0000:02:1f.7");
        assertThatThrownBy(() -> new PciAddress(0, 256, 0, 0)).hasMessageContaining("bus='0x100', must be <= 0xFF");
        assertThat(PciAddress.of(0, 3)).isLessThan(PciAddress.of(1, 0));
    }
}
