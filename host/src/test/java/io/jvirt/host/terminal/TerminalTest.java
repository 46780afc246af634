package io.jvirt.host.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.host.Descriptor;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.host.linux.FileCalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminalTest {
    @Test
    void rawModePassesEveryKeyAndIsRestored() throws Exception {
        try (PseudoTerminal pseudo = PseudoTerminal.open();
                Descriptor slave = Descriptor.open(pseudo.path(), FileCalls.O_RDWR | FileCalls.O_NOCTTY);
                DescriptorChannel reader = new DescriptorChannel(slave)) {
            Terminal terminal = Terminal.of(slave.number()).orElseThrow();
            try (Terminal.RawMode _ = terminal.raw()) {
                write(pseudo.master(), "\u0003\r");
                assertThat(read(reader, 2)).isEqualTo("\u0003\r");
            }
            // In line mode the terminal echoes, and turns the return key into a line end.
            write(pseudo.master(), "x\r");
            assertThat(read(reader, 2)).isEqualTo("x\n");
            assertThat(read(pseudo.master(), 3)).isEqualTo("x\r\n");
        }
    }

    @Test
    void windowSizeIsSharedByBothEnds() {
        try (PseudoTerminal pseudo = PseudoTerminal.open();
                Descriptor slave = Descriptor.open(pseudo.path(), FileCalls.O_RDWR | FileCalls.O_NOCTTY)) {
            Terminal.of(pseudo.master().descriptor().number()).orElseThrow().setWindowSize(new Terminal.WindowSize(50, 132));
            assertThat(Terminal.of(slave.number()).orElseThrow().windowSize()).isEqualTo(new Terminal.WindowSize(50, 132));
        }
    }

    @Test
    void attachedTerminalIsRaw() throws Exception {
        try (PseudoTerminal pseudo = PseudoTerminal.open();
                DescriptorChannel attached = PseudoTerminal.attach(pseudo.path())) {
            write(attached, "a\n");
            assertThat(read(pseudo.master(), 2)).isEqualTo("a\n");
        }
    }

    @Test
    void fileIsNoTerminal() {
        try (Descriptor descriptor = Descriptor.open(Path.of("/dev/null"), FileCalls.O_RDWR)) {
            assertThat(Terminal.of(descriptor.number())).isEmpty();
        }
    }

    private static void write(DescriptorChannel channel, String text) throws Exception {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String read(DescriptorChannel channel, int count) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }
}
