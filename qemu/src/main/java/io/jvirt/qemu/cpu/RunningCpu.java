package io.jvirt.qemu.cpu;

import io.jvirt.model.cpu.CpuException;
import io.jvirt.model.cpu.FeatureSet;
import io.jvirt.model.cpu.X86CpuMap;
import io.jvirt.model.cpu.X86Feature;
import io.jvirt.model.cpu.X86GuestCpu;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.qmp.QmpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The CPU that QEMU gave to a guest, which can have more and less than was asked for. Known of x86 guests with a named
 * model; what follows the host is not looked at.
 */
public final class RunningCpu {
    private static final String WORDS = "feature-words";
    private static final String MISSING = "unavailable-features";
    /** The CPUID features without which a model-specific register of features says nothing; VMX for all the others. */
    private static final Map<Integer, String> CONDITIONS = Map.of(0x10a, "arch-capabilities", 0xcf, "core-capability");

    private RunningCpu() { }

    /**
     * {@return the document with the CPU as it is, to be checked in full from now on} Three round trips, mostly.
     *
     * @throws io.jvirt.api.JvirtException OPERATION_FAILED when the document wants exactly what it says and QEMU made
     *         something else of it
     */
    public static DomainDescription adopt(DomainDescription started, QmpClient monitor) {
        Cpu cpu = started.cpu();
        Os.OsType type = started.os().type();
        String arch = type == null ? null : type.arch();
        if (cpu == null || cpu.mode() != Cpu.Mode.CUSTOM || cpu.model() == null || cpu.model().name() == null
                || !"x86_64".equals(arch) && !"i686".equals(arch)) {
            return started;
        }
        String path = monitor.execute("query-cpus-fast").path(0).path("qom-path").asString("");
        List<Optional<JsonNode>> answers = monitor.executeAll(List.of(get(path, WORDS), get(path, MISSING)));
        if (answers.contains(Optional.<JsonNode>empty())) {
            return started;
        }
        X86CpuMap map = X86CpuMap.get();
        FeatureSet missing = map.none();
        for (JsonNode name : answers.get(1).orElseThrow()) {
            missing = map.qemuFeature(name.asString("")).map(missing::plus).orElse(missing);
        }
        FeatureSet enabled = registers(path, words(answers.getFirst().orElseThrow()), named(cpu), monitor);
        try {
            Cpu running = X86GuestCpu.asStarted(cpu, enabled, missing).withCheck(Cpu.Check.FULL);
            return Records.with(started, "cpu", running);
        } catch (CpuException e) {
            throw CpuErrors.translate(e);
        }
    }

    private static QmpClient.Request get(String path, String property) {
        return new QmpClient.Request("qom-get", Map.of("path", path, "property", property));
    }

    private static FeatureSet words(JsonNode answer) {
        Map<String, Long> words = new HashMap<>();
        for (JsonNode word : answer) {
            words.put(key(word.path("cpuid-input-eax").asLong(), word.path("cpuid-input-ecx").asLong(0),
                    word.path("cpuid-register").asString("")), word.path("features").asLong());
        }
        return X86CpuMap.get().setOf(X86CpuMap.get().features().stream().filter(f -> {
            X86Feature.Place place = f.place();
            return place.source() == X86Feature.Source.CPUID && (words.getOrDefault(key(
                    Integer.toUnsignedLong(place.number()), place.subleaf(), place.register().name()), 0L)
                    >>> place.bit() & 1) == 1;
        }).toList());
    }

    private static String key(long leaf, long subleaf, String register) {
        return leaf + "." + subleaf + "." + register;
    }

    private static FeatureSet named(Cpu cpu) {
        try {
            return X86CpuMap.get().featuresOf(cpu);
        } catch (CpuException e) {
            throw CpuErrors.translate(e);
        }
    }

    /**
     * Adds the features of model-specific registers, which QEMU tells one by one: of registers that the guest has, and
     * those that were asked for. Most guests have none.
     */
    private static FeatureSet registers(String path, FeatureSet cpuid, FeatureSet named, QmpClient monitor) {
        Set<String> has = Set.copyOf(cpuid.names());
        List<X86Feature> asked = X86CpuMap.get().features().stream().filter(f ->
                f.place().source() == X86Feature.Source.MSR
                        && (named.contains(f) || has.contains(CONDITIONS.getOrDefault(f.place().number(), "vmx")))).toList();
        List<QmpClient.Request> requests = asked.stream().map(f -> get(path, f.qemuName())).toList();
        List<Optional<JsonNode>> answers = requests.isEmpty() ? List.of() : monitor.executeAll(requests);
        List<X86Feature> on = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).filter(JsonNode::booleanValue).isPresent()) {
                on.add(asked.get(i));
            }
        }
        return cpuid.plus(X86CpuMap.get().setOf(on));
    }
}
