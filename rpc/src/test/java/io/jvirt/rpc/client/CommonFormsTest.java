package io.jvirt.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.ErrorMessage;
import io.jvirt.rpc.xdr.Generator;
import io.jvirt.rpc.xdr.Xdr;
import io.jvirt.rpc.xdr.XdrCodecs;
import io.jvirt.rpc.xdr.XdrReader;
import io.jvirt.rpc.xdr.XdrWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written by hand is what would be derived. */
final class CommonFormsTest {
    static Stream<Class<?>> types() {
        return Stream.of(
                DomainRef.class,
                ConnectMessages.Open.class,
                ConnectMessages.AuthTypes.class,
                ConnectMessages.ListAll.class,
                ConnectMessages.Domains.class,
                DomainMessages.Flags.class,
                DomainMessages.State.class,
                DomainMessages.Info.class,
                ErrorMessage.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void bytesAreTheSame(Class<T> type) {
        CommonForms.install();
        Xdr<T> byHand = XdrCodecs.of(type);
        Xdr<T> derived = XdrCodecs.derive(type);
        assertThat(byHand.getClass()).isNotEqualTo(derived.getClass());
        long seed = System.nanoTime();
        System.out.println("CommonFormsTest seed " + seed);
        Generator generator = new Generator(seed);
        for (int i = 0; i < 200; i++) {
            byte[] expected = write(derived, generator.value(type));
            T value = byHand.read(new XdrReader(expected));
            assertThat(write(byHand, value)).isEqualTo(expected);
            assertThat(write(derived, value)).isEqualTo(expected);
        }
    }

    private static <T> byte[] write(Xdr<T> form, T value) {
        XdrWriter writer = new XdrWriter(1 << 20);
        form.write(writer, value);
        return writer.toByteArray();
    }
}
