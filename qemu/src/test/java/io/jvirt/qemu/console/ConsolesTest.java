package io.jvirt.qemu.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.host.process.Signal;
import io.jvirt.qemu.testkit.TestQemu;
import io.jvirt.qemu.testkit.TinyGuest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Consoles of a real guest: its shell answers. */
@Tag("slow")
@Timeout(100)
class ConsolesTest {
    @TempDir
    Path folder;

    @Test
    void viewersTypeAndTakeOverWhileTheLogKeepsAll() throws Exception {
        assumeTrue(Files.isExecutable(TestQemu.BINARY), "no " + TestQemu.BINARY + ": install qemu-system-x86");
        assumeTrue(TinyGuest.missing().isEmpty(), TinyGuest.missing().orElse(""));
        Path log = folder.resolve("console.log");
        Path channel = folder.resolve("channel");
        List<String> options = new ArrayList<>(TinyGuest.create()
                // The port can be opened once only, and gives end of file while nobody is connected on our side.
                .run("(exec 3<>$(ls /dev/vport*p1); while :; do read line <&3 && echo \"channel got $line\" >&3 || sleep 0.1; done) &")
                .options(folder.resolve("initramfs")));
        options.addAll(List.of(
                "-chardev", "pty,id=charserial0,logfile=" + log + ",logappend=on", "-device", "isa-serial,chardev=charserial0,id=serial0",
                "-device", "virtio-serial-pci", "-chardev", "socket,id=charchannel0,path=" + channel + ",server=on,wait=off",
                "-device", "virtserialport,chardev=charchannel0,name=test,nr=1"));
        try (TestQemu qemu = new TestQemu(folder, options);
                Consoles consoles = new Consoles()) {
            // Nobody looks while the guest boots; the log has it all the same.
            while (!Files.exists(log) || !Files.readString(log, StandardCharsets.ISO_8859_1).contains("tiny guest is ready")) {
                Thread.sleep(50);
            }
            Endpoint terminal = terminal(qemu.monitor.execute("query-chardev"));
            DataStream first = consoles.open("serial0", terminal, false);
            type(first, "echo $((6 * 7)) first\n");
            readUntil(first, "42 first");
            assertThatThrownBy(() -> consoles.open("serial0", terminal, false))
                    .isInstanceOfSatisfying(JvirtException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_FAILED))
                    .hasMessageContaining("Active console session exists");

            DataStream second = consoles.open("serial0", terminal, true);
            assertThatThrownBy(() -> type(first, "x")).hasMessageContaining("taken over");
            type(second, "echo $((6 * 8)) second\n");
            readUntil(second, "48 second");
            second.finish();
            second.abort();

            try (DataStream other = consoles.open("channel0", new Endpoint.Socket(channel), false)) {
                type(other, "hello\n");
                readUntil(other, "channel got hello");
            }

            DataStream third = consoles.open("serial0", terminal, false);
            qemu.process.signal(Signal.KILL);
            readToEnd(third);
            assertThat(Files.readString(log, StandardCharsets.ISO_8859_1)).contains("42 first", "48 second");
        }
    }

    private static Endpoint terminal(JsonNode devices) {
        for (JsonNode device : devices) {
            if (device.path("label").asString().equals("charserial0")) {
                return new Endpoint.Terminal(Path.of(device.path("filename").asString().substring("pty:".length())));
            }
        }
        throw new AssertionError(devices.toString());
    }

    private static void type(DataStream stream, String text) {
        stream.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void readUntil(DataStream stream, String expected) {
        StringBuilder seen = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (!seen.toString().contains(expected)) {
            assertThat(stream.read(buffer.clear())).as(seen.toString()).isPositive();
            seen.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
    }

    private static void readToEnd(DataStream stream) {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (stream.read(buffer.clear()) >= 0) {
            continue;
        }
    }
}
