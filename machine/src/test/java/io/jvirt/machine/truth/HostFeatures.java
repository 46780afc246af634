package io.jvirt.machine.truth;

import io.jvirt.machine.cpu.decode.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which forms the host's processor can run. */
final class HostFeatures {
    private static final Set<String> FLAGS = flags();

    private HostFeatures() {}

    private static Set<String> flags() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))))
                    .orElseGet(HashSet::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean has(Form form) {
        List<String> needed = switch (form.name()) {
            case "ADCX", "ADOX" -> List.of("adx");
            case "MOVBE" -> List.of("movbe");
            case "ANDN", "BLSR", "BLSMSK", "BLSI", "BEXTR", "TZCNT" -> List.of("bmi1");
            case "BZHI", "PEXT", "PDEP", "MULX", "SARX", "SHLX", "SHRX", "RORX" -> List.of("bmi2");
            case "LZCNT" -> List.of("abm");
            default -> List.of("sse4_2", "aes", "pclmulqdq");
        };
        return FLAGS.containsAll(needed);
    }
}
