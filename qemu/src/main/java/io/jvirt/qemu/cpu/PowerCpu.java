package io.jvirt.qemu.cpu;

import io.jvirt.model.domain.Cpu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** IBM's POWER processors, whose newer generations can behave like older ones. */
public final class PowerCpu {
    /** Names in documents; the last two are Freescale's. */
    public static final List<String> MODELS = List.of("POWER6", "POWER7", "POWER8", "POWER9", "POWER10", "POWER11",
            "POWERPC_e5500", "POWERPC_e6500");

    private static final Pattern GENERATION = Pattern.compile("power([0-9]+)", Pattern.CASE_INSENSITIVE);

    private PowerCpu() { }

    /** {@return this host's generation, empty when it is none of POWER's} */
    public static Optional<String> ofThisHost() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("cpu\t") && l.contains("POWER")).findFirst()
                    .map(l -> l.substring(l.indexOf("POWER")).split("[ ,]")[0]);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Refuses a compatibility mode that the host's generation does not have; a host of unknown generation has all. */
    static void check(Cpu cpu, Optional<Cpu> host) {
        if (cpu.mode() != Cpu.Mode.HOST_MODEL || cpu.check() == Cpu.Check.NONE) {
            return;
        }
        Optional<Integer> wanted = generation(Optional.of(cpu));
        Optional<Integer> has = generation(host);
        if (wanted.isPresent() && has.isPresent() && wanted.get() > has.get()) {
            throw CpuErrors.incompatible("a host with POWER" + has.get() + " cannot behave like POWER" + wanted.get());
        }
    }

    private static Optional<Integer> generation(Optional<Cpu> cpu) {
        return cpu.map(Cpu::model).map(Cpu.Model::name).map(GENERATION::matcher).filter(Matcher::matches)
                .map(m -> Integer.valueOf(m.group(1)));
    }
}
