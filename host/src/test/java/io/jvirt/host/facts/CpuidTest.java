package io.jvirt.host.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuidTest {
    @Test
    void saysWhatTheKernelSays() throws Exception {
        Optional<Cpuid> opened = Cpuid.open();
        assumeTrue(opened.isPresent(), "this host has no CPUID or does not let us use it");
        try (Cpuid cpu = opened.get()) {
            int[] basic = cpu.ask(0, 0);
            byte[] vendor = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(basic[1]).putInt(basic[3]).putInt(basic[2]).array();
            String info = Files.readString(Path.of("/proc/cpuinfo"));
            assertTrue(info.contains("vendor_id\t: " + new String(vendor, StandardCharsets.US_ASCII)), info);
            boolean sse2 = (cpu.ask(1, 0)[3] >>> 26 & 1) == 1;
            assertEquals(info.contains(" sse2 "), sse2);
        }
    }
}
