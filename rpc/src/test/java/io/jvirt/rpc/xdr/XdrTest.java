package io.jvirt.rpc.xdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.TypedParameters;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.EventMessages;
import io.jvirt.rpc.protocol.Procedure;
import io.jvirt.rpc.protocol.ProcedureTable;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class XdrTest {
    private static final DomainRef GUEST =
            new DomainRef("web", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), -1);
    private static final String GUEST_HEX = "00000003 77656200 00112233 44556677 8899aabb ccddeeff ffffffff";

    @Test
    void aRecordIsItsComponentsInOrder() {
        check(new DomainMessages.Flags(GUEST, 3), GUEST_HEX + "00000003");
        check(new DomainMessages.Info(1, 0x1_0000_0000L, 2, 3, -1),
                "00000001 0000000100000000 0000000000000002 00000003 ffffffffffffffff");
    }

    @Test
    void optionalDataHasAWordBeforeThem() {
        check(new ConnectMessages.Open(null, 1), "00000000 00000001");
        check(new ConnectMessages.Open("qemu:///system", 0),
                "00000001 0000000e 71656d75 3a2f2f2f 73797374 656d0000 00000000");
        check(new ConnectMessages.RegisterEvent(5, GUEST), "00000005 00000001" + GUEST_HEX);
    }

    @Test
    void eachCharOfACharArrayTakesAWord() {
        // What a real libvirtd answers to virNodeGetSecurityModel when there is none.
        check(new ConnectMessages.SecurityModel("none", "0"),
                "00000005 0000006e 0000006f 0000006e 00000065 00000000 00000002 00000030 00000000");
        ConnectMessages.NodeInfo info = new ConnectMessages.NodeInfo("x86_64", 1, 2, 3, 4, 5, 6, 7);
        byte[] bytes = write(info);
        assertThat(bytes).hasSize(32 * 4 + 8 + 6 * 4);
        assertThat(hex(bytes)).startsWith("00000078000000380000003600");
        assertThat(read(ConnectMessages.NodeInfo.class, bytes)).isEqualTo(info);
    }

    @Test
    void listsAndOpaqueBytesHaveTheirCountBeforeThem() {
        check(new ConnectMessages.Domains(List.of(GUEST), 1), "00000001" + GUEST_HEX + "00000001");
        assertThat(hex(write(new ConnectMessages.CpuMap(new byte[] {0x0f}, 4, 4))))
                .isEqualTo("00000001" + "0f000000" + "00000004" + "00000004");
    }

    @Test
    void typedParametersAreAUnionByType() {
        TypedParameters parameters = TypedParameters.builder()
                .add("i", -1)
                .addUnsigned("ui", 2)
                .add("l", 3L)
                .addUnsigned("ul", 4L)
                .add("d", 0.5)
                .add("b", true)
                .add("s", "x")
                .build();
        check(new EventMessages.Tunable(0, GUEST, parameters),
                "00000000" + GUEST_HEX + "00000007"
                        + "00000001 69000000 00000001 ffffffff"
                        + "00000002 75690000 00000002 00000002"
                        + "00000001 6c000000 00000003 0000000000000003"
                        + "00000002 756c0000 00000004 0000000000000004"
                        + "00000001 64000000 00000005 3fe0000000000000"
                        + "00000001 62000000 00000006 00000001"
                        + "00000001 73000000 00000007 00000001 78000000");
    }

    @Test
    void whatIsBeyondALimitIsNeitherSentNorAccepted() {
        assertThatThrownBy(() -> write(new DomainMessages.SendKey(GUEST, 0, 0, new int[17], 0)))
                .isInstanceOf(XdrException.class)
                .hasMessageContaining("16");
        assertThatThrownBy(() -> read(ConnectMessages.Ids.class, bytes("00004001")))
                .isInstanceOf(XdrException.class);
        assertThatThrownBy(() -> read(ConnectMessages.Ids.class, bytes("00000002 00000001")))
                .isInstanceOf(XdrException.class)
                .hasMessageContaining("2 elements");
        assertThatThrownBy(() -> read(ConnectMessages.Ids.class, bytes("ffffffff"))).isInstanceOf(XdrException.class);
        assertThatThrownBy(() -> read(String.class, bytes("00400001"))).isInstanceOf(XdrException.class);
        assertThatThrownBy(() -> read(String.class, bytes("00000002 61"))).isInstanceOf(XdrException.class);
        assertThatThrownBy(() -> read(String.class, bytes("00000002 61000000"))).isInstanceOf(XdrException.class);
        assertThatThrownBy(() -> read(ConnectMessages.Open.class, bytes("00000002 00000000")))
                .isInstanceOf(XdrException.class);
        assertThatThrownBy(() -> read(EventMessages.JobCompleted.class,
                        bytes("00000000" + GUEST_HEX + "00000001 00000001 78000000 00000008 00000000")))
                .isInstanceOf(XdrException.class)
                .hasMessageContaining("unknown type 8");
    }

    @Test
    void whatIsWrittenIsReadBackForEveryProcedure() {
        long seed = System.nanoTime();
        System.out.println("XdrTest seed " + seed);
        Generator generator = new Generator(seed);
        for (Procedure<?, ?> row : ProcedureTable.all()) {
            if (row.signature() != null) {
                for (int i = 0; i < 20; i++) {
                    roundTrip(generator, row.types().argument());
                    roundTrip(generator, row.types().result());
                }
            }
        }
    }

    @Test
    void anyBytesAreReadOrRefused() {
        long seed = System.nanoTime();
        System.out.println("XdrTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Generator generator = new Generator(seed);
        for (Procedure<?, ?> row : ProcedureTable.all()) {
            if (row.signature() != null) {
                for (int i = 0; i < 60; i++) {
                    readDamaged(random, generator, row.types().argument());
                    readDamaged(random, generator, row.types().result());
                }
            }
        }
    }

    private static <T> void readDamaged(SplittableRandom random, Generator generator, Class<T> type) {
        byte[] bytes = mutated(random, write(generator.value(type), type));
        try {
            read(type, bytes);
        } catch (XdrException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static byte[] mutated(SplittableRandom random, byte[] bytes) {
        byte[] changed = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1) + random.nextInt(8));
        for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    private static <T> void roundTrip(Generator generator, Class<T> type) {
        byte[] bytes = write(generator.value(type), type);
        XdrReader reader = new XdrReader(bytes);
        byte[] again = write(XdrCodecs.of(type).read(reader), type);
        assertThat(reader.remaining()).as(type.getName()).isZero();
        assertThat(again).as(type.getName()).isEqualTo(bytes);
    }

    private static <T> void check(T value, String hex) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        byte[] expected = bytes(hex);
        assertThat(hex(write(value))).isEqualTo(hex(expected));
        assertThat(read(type, expected)).isEqualTo(value);
    }

    @SuppressWarnings("unchecked")
    private static <T> byte[] write(T value) {
        return write(value, (Class<T>) value.getClass());
    }

    private static <T> byte[] write(T value, Class<T> type) {
        XdrWriter writer = new XdrWriter(1 << 25);
        XdrCodecs.of(type).write(writer, value);
        return writer.toByteArray();
    }

    private static <T> T read(Class<T> type, byte[] bytes) {
        return XdrCodecs.of(type).read(new XdrReader(bytes));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
