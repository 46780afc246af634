package io.jvirt.qemu.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.KeycodeSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeysTest {
    /** The letter A, Enter, the right Ctrl key and the cursor key up, in every set, and as QEMU numbers them. */
    @ParameterizedTest
    @CsvSource({
        "LINUX, 30, 28, 97, 103", "XT, 0x1e, 0x1c, 0xe01d, 0xe048", "ATSET1, 0x1e, 0x1c, 0xe01d, 0xe048",
        "ATSET2, 0x1c, 0x5a, 0xe014, 0xe075", "ATSET3, 0x1c, 0x5a, 0x58, 0x63", "OSX, 0x00, 0x24, 0x3e, 0x7e",
        "USB, 0x04, 0x28, 0xe4, 0x52", "WIN32, 0x41, 0x0d, 0xa3, 0x26", "XT_KBD, 0x1e, 0x1c, 0x9d, 0xc8", "QNUM, 0x1e, 0x1c, 0x9d, 0xc8"
    })
    void sameKeysInEverySet(KeycodeSet set, String a, String enter, String rightControl, String up) {
        assertThat(Keys.translate(set, Integer.decode(a))).hasValue(0x1e);
        assertThat(Keys.translate(set, Integer.decode(enter))).hasValue(0x1c);
        assertThat(Keys.translate(set, Integer.decode(rightControl))).hasValue(0x9d);
        assertThat(Keys.translate(set, Integer.decode(up))).hasValue(0xc8);
    }

    @ParameterizedTest
    @EnumSource(KeycodeSet.class)
    void everySetHasManyKeysAndNoneThatQemuDoesNotTake(KeycodeSet set) {
        int known = 0;
        for (int key = 0; key < 0x10000; key++) {
            OptionalInt number = Keys.translate(set, key);
            if (number.isPresent()) {
                known++;
                assertThat(number.getAsInt()).isBetween(1, 0xff);
            }
        }
        assertThat(known).isGreaterThan(90);
        assertThat(Keys.translate(set, -1)).isEmpty();
    }

    @Test
    void secondEnterKeyIsAKeyOfItsOwn() {
        assertThat(Keys.translate(KeycodeSet.LINUX, 96)).hasValue(0x9c);
        assertThat(Keys.translate(KeycodeSet.USB, 0x58)).hasValue(0x9c);
    }
}
