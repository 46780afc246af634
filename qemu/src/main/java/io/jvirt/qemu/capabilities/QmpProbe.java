package io.jvirt.qemu.capabilities;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks a {@link QmpSource} what its QEMU can do. No state; any thread. */
public final class QmpProbe {
    /** Machine families whose properties decide something; the first one the binary has is asked. */
    private static final List<String> MACHINE_OBJECTS = List.of("none-machine", "generic-pc-machine");

    private QmpProbe() { }

    /**
     * Asks everything.
     *
     * @param primary the session with the accelerator that guests will use
     * @param tcg a second session under TCG, null when the primary one is TCG already
     * @param kvmUnusable why KVM is not used although one might expect it; null when there is nothing to say
     */
    public static QemuCapabilities probe(QmpSource primary, @Nullable QmpSource tcg, @Nullable String kvmUnusable) {
        QemuCapabilities.Builder caps = new QemuCapabilities.Builder();
        JsonNode version = required(primary, "query-version").path("qemu");
        caps.version = new QemuVersion(version.path("major").asInt(), version.path("minor").asInt(),
                version.path("micro").asInt());
        caps.packageVersion = required(primary, "query-version").path("package").asString("");
        caps.arch = required(primary, "query-target").path("arch").asString("");
        caps.schema = new QapiSchema(required(primary, "query-qmp-schema"));
        caps.types = types(primary);
        boolean kvmEnabled = primary.ask("query-kvm").map(r -> r.path("enabled").asBoolean(false)).orElse(false);
        caps.kvmUnusable = kvmUnusable;
        Accelerator accelerator = kvmEnabled ? Accelerator.KVM : tcg != null ? Accelerator.HVF : Accelerator.TCG;
        Map<Accelerator, AcceleratorFacts> facts = new EnumMap<>(Accelerator.class);
        facts.put(accelerator, acceleratorFacts(primary, caps, accelerator));
        if (tcg != null && accelerator != Accelerator.TCG) {
            facts.put(Accelerator.TCG, acceleratorFacts(tcg, caps, Accelerator.TCG));
        }
        caps.accelerators = facts;
        caps.properties = properties(primary, caps.types, facts.values());
        caps.commandLineOptions = commandLineOptions(primary);
        caps.tpmModels = strings(primary, "query-tpm-models");
        caps.tpmTypes = strings(primary, "query-tpm-types");
        caps.migrationCapabilities = migrationCapabilities(primary);
        caps.gic = gic(primary);
        caps.sev = sev(primary);
        caps.sgx = sgx(primary);
        return caps.build();
    }

    private static JsonNode required(QmpSource source, String command) {
        return source.ask(command).orElseThrow(() -> new QmpProbeException(
                "QEMU does not answer " + command + "; it is too old to be used (5.2 or newer is needed)"));
    }

    private static Map<String, String> types(QmpSource source) {
        Map<String, String> types = new HashMap<>(2048);
        for (JsonNode type : required(source, "qom-list-types")) {
            types.put(type.path("name").asString(""), type.path("parent").asString(""));
        }
        return types;
    }

    private static AcceleratorFacts acceleratorFacts(QmpSource source, QemuCapabilities.Builder caps,
            Accelerator accelerator) {
        return new AcceleratorFacts(machines(source), cpuModels(source), hostCpu(source, caps.arch, accelerator),
                Optional.empty(), enlightenments(source, caps.arch, accelerator));
    }

    private static List<MachineType> machines(QmpSource source) {
        List<MachineType> machines = new ArrayList<>();
        for (JsonNode m : required(source, "query-machines")) {
            String name = m.path("name").asString("");
            if (name.equals("none")) {
                continue;
            }
            machines.add(new MachineType(name, text(m, "alias"), m.path("is-default").asBoolean(false),
                    m.path("deprecated").asBoolean(false), m.path("cpu-max").asInt(0),
                    m.path("hotpluggable-cpus").asBoolean(false), text(m, "default-cpu-type"),
                    text(m, "default-ram-id"), m.path("numa-mem-supported").asBoolean(true),
                    m.has("acpi") ? Boolean.valueOf(m.path("acpi").asBoolean()) : null));
        }
        return machines;
    }

    private static List<CpuModel> cpuModels(QmpSource source) {
        List<CpuModel> models = new ArrayList<>();
        for (JsonNode m : source.ask("query-cpu-definitions").map(r -> (Iterable<JsonNode>) r).orElse(List.of())) {
            List<String> blockers = new ArrayList<>();
            m.path("unavailable-features").forEach(b -> blockers.add(b.asString("")));
            models.add(new CpuModel(m.path("name").asString(""), text(m, "typename"),
                    m.has("unavailable-features") ? Boolean.valueOf(blockers.isEmpty()) : null, blockers,
                    m.path("static").asBoolean(false), m.path("deprecated").asBoolean(false), text(m, "alias-of")));
        }
        return models;
    }

    private static Optional<CpuExpansion> hostCpu(QmpSource source, String arch, Accelerator accelerator) {
        String model = accelerator == Accelerator.TCG ? "max" : "host";
        String type = isX86(arch) || arch.equals("s390x") ? "static" : "full";
        Optional<JsonNode> migratable = source.ask("query-cpu-model-expansion",
                expansion(type, Map.of("name", model)));
        if (migratable.isEmpty()) {
            return Optional.empty();
        }
        JsonNode base = migratable.get().path("model");
        Map<String, JsonNode> safe = props(base);
        Map<String, JsonNode> all = source.ask("query-cpu-model-expansion",
                        expansion(type, ordered("name", model, "props", Map.of("migratable", false))))
                .map(r -> props(r.path("model"))).orElse(safe);
        return Optional.of(new CpuExpansion(base.path("name").asString(""), all, safe));
    }

    private static Set<String> enlightenments(QmpSource source, String arch, Accelerator accelerator) {
        if (accelerator != Accelerator.KVM || !isX86(arch)) {
            return Set.of();
        }
        Map<String, Object> props = ordered("migratable", false, "hv-passthrough", true);
        Set<String> names = new HashSet<>();
        source.ask("query-cpu-model-expansion", expansion("full", ordered("name", "host", "props", props)))
                .map(r -> props(r.path("model"))).orElse(Map.of()).forEach((name, value) -> {
                    boolean on = value.isBoolean() ? value.booleanValue() : value.isNumber() && value.doubleValue() != 0;
                    if (name.startsWith("hv-") && on) {
                        names.add(name);
                    }
                });
        return names;
    }

    private static Map<String, Object> expansion(String type, Map<String, Object> model) {
        return ordered("type", type, "model", model);
    }

    private static Map<String, Object> ordered(String key1, Object value1, String key2, Object value2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }

    private static Map<String, JsonNode> props(JsonNode model) {
        Map<String, JsonNode> props = new LinkedHashMap<>();
        model.path("props").properties().forEach(p -> props.put(p.getKey(), p.getValue()));
        return props;
    }

    private static Map<String, Set<String>> properties(QmpSource source, Map<String, String> types,
            Iterable<AcceleratorFacts> facts) {
        Map<String, Set<String>> properties = new HashMap<>();
        for (String device : QemuFact.devicesWithProperties()) {
            if (types.containsKey(device)) {
                put(properties, source, "device-list-properties", device);
            }
        }
        Set<String> objects = new HashSet<>(QemuFact.objectsWithProperties());
        objects.addAll(MACHINE_OBJECTS);
        types.keySet().stream().filter(t -> t.startsWith("max-") && t.endsWith("-cpu")).forEach(objects::add);
        for (AcceleratorFacts f : facts) {
            f.machines().stream().filter(m -> "virt".equals(m.alias()) || "pseries".equals(m.alias())
                    || m.name().equals("virt")).forEach(m -> objects.add(m.name() + "-machine"));
        }
        for (String object : objects) {
            if (types.containsKey(object)) {
                put(properties, source, "qom-list-properties", object);
            }
        }
        return properties;
    }

    private static void put(Map<String, Set<String>> properties, QmpSource source, String command, String type) {
        source.ask(command, Map.of("typename", type)).ifPresent(reply -> {
            Set<String> names = new HashSet<>();
            for (JsonNode property : reply) {
                String name = property.path("name").asString("");
                names.add(name);
                if (property.has("default-value")) {
                    names.add(name + "=" + property.path("default-value").asString(""));
                }
            }
            properties.merge(type, names, (a, b) -> {
                a.addAll(b);
                return a;
            });
        });
    }

    private static Map<String, Set<String>> commandLineOptions(QmpSource source) {
        Map<String, Set<String>> options = new HashMap<>();
        for (JsonNode option : required(source, "query-command-line-options")) {
            Set<String> parameters = new HashSet<>();
            option.path("parameters").forEach(p -> parameters.add(p.path("name").asString("")));
            options.put(option.path("option").asString(""), parameters);
        }
        return options;
    }

    private static Set<String> strings(QmpSource source, String command) {
        Set<String> values = new HashSet<>();
        source.ask(command).ifPresent(reply -> reply.forEach(v -> values.add(v.asString(""))));
        return values;
    }

    private static Set<String> migrationCapabilities(QmpSource source) {
        Set<String> names = new HashSet<>();
        source.ask("query-migrate-capabilities")
                .ifPresent(reply -> reply.forEach(c -> names.add(c.path("capability").asString(""))));
        return names;
    }

    private static List<GicCapability> gic(QmpSource source) {
        List<GicCapability> gic = new ArrayList<>();
        source.ask("query-gic-capabilities").ifPresent(reply -> reply.forEach(g -> gic.add(new GicCapability(
                g.path("version").asInt(), g.path("kernel").asBoolean(false), g.path("emulated").asBoolean(false)))));
        return gic;
    }

    private static Optional<SevCapability> sev(QmpSource source) {
        return source.ask("query-sev-capabilities").map(r -> new SevCapability(r.path("pdh").asString(""),
                r.path("cert-chain").asString(""), r.path("cpu0-id").asString(""), r.path("cbitpos").asInt(),
                r.path("reduced-phys-bits").asInt()));
    }

    private static Optional<SgxCapability> sgx(QmpSource source) {
        return source.ask("query-sgx-capabilities").filter(r -> r.path("sgx").asBoolean(true)).map(r -> {
            List<SgxCapability.SectionSize> sections = new ArrayList<>();
            r.path("sections").forEach(s -> sections.add(
                    new SgxCapability.SectionSize(s.path("node").asInt(), s.path("size").asLong())));
            if (sections.isEmpty() && r.has("section-size")) {
                sections.add(new SgxCapability.SectionSize(0, r.path("section-size").asLong()));
            }
            return new SgxCapability(r.path("flc").asBoolean(false), r.path("sgx1").asBoolean(false),
                    r.path("sgx2").asBoolean(false), sections);
        });
    }

    static boolean isX86(String arch) {
        return arch.equals("x86_64") || arch.equals("i386");
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.path(name).asString("") : null;
    }
}
