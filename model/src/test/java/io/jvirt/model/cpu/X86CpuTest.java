package io.jvirt.model.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Cpu.Policy;
import io.jvirt.model.xml.Records;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is expected here was observed with libvirt 11.3 ({@code virsh cpu-baseline}, {@code cpu-compare}, {@code create}). */
class X86CpuTest {
    private static final X86CpuMap MAP = X86CpuMap.get();

    private static Cpu cpu(String model, Cpu.Feature... features) {
        return Records.blank(Cpu.class).withMode(Cpu.Mode.CUSTOM).withMatch(Cpu.Match.EXACT)
                .withModel(new Cpu.Model(Cpu.Fallback.ALLOW, null, model)).withFeature(List.of(features));
    }

    private static Cpu.Feature with(Policy policy, String name) {
        return new Cpu.Feature(policy, name);
    }

    private static String text(Cpu cpu) {
        String model = cpu.model() == null ? "" : String.valueOf(cpu.model().name());
        return model + cpu.feature().stream().map(f -> (f.policy() == Policy.DISABLE ? " -" : " +") + f.name())
                .reduce("", String::concat);
    }

    @Test
    void tablesAreConsistent() {
        Set<X86Feature.Place> places = new HashSet<>();
        MAP.features().forEach(f -> assertThat(places.add(f.place())).as(f.name()).isTrue());
        MAP.models().forEach(m -> {
            assertThat(m.vendor().map(X86CpuMap::isVendor)).as(m.name()).isNotEqualTo(Optional.of(false));
            assertThat(m.features().isEmpty()).as(m.name()).isFalse();
        });
        Map<String, String> base = new HashMap<>();
        MAP.models().forEach(m -> base.put(m.name(), m.name()));
        // A version of a model is another model of the same product, for hypervisors that have both.
        MAP.models().stream().filter(m -> m.name().matches(".*-v[0-9]+")).forEach(m ->
                assertThat(base).containsKey(m.name().replaceFirst("-v[0-9]+$", "")));
    }

    @Test
    void bitsAreThoseOfTheManuals() {
        assertThat(MAP.feature("avx2").map(X86Feature::place)).contains(new X86Feature.Place(
                X86Feature.Source.CPUID, 7, 0, X86Feature.Register.EBX, 5));
        assertThat(MAP.feature("lm").map(X86Feature::place)).contains(new X86Feature.Place(
                X86Feature.Source.CPUID, 0x80000001, 0, X86Feature.Register.EDX, 29));
        assertThat(MAP.feature("rdctl-no").map(X86Feature::place)).contains(new X86Feature.Place(
                X86Feature.Source.MSR, 0x10a, 0, X86Feature.Register.LOW, 0));
        assertThat(MAP.qemuFeature("pclmulqdq").map(X86Feature::name)).contains("pclmuldq");
        assertThat(MAP.feature("invtsc").map(X86Feature::migratable)).contains(false);
    }

    @Test
    void signaturesAreReadWithTheirExtensions() {
        assertThat(CpuSignature.ofCpuid(0x00a10f11)).isEqualTo(new CpuSignature(25, 17, 1));
        assertThat(CpuSignature.ofCpuid(0x000306c3)).isEqualTo(new CpuSignature(6, 60, 3));
    }

    @Test
    void baselineIsWhatAllHave() {
        Cpu haswell = cpu("Haswell").withVendor("Intel");
        Cpu skylake = cpu("Skylake-Server", with(Policy.REQUIRE, "md-clear")).withVendor("Intel");
        Cpu both = X86Baseline.of(List.of(haswell, skylake), null, null, false);
        assertThat(text(both)).isEqualTo("Haswell");
        assertThat(both.vendor()).isEqualTo("Intel");
        assertThat(both.model()).extracting(Cpu.Model::fallback).isEqualTo(Cpu.Fallback.ALLOW);
        assertThat(X86Baseline.of(List.of(haswell), null, null, false).model())
                .extracting(Cpu.Model::fallback).isEqualTo(Cpu.Fallback.FORBID);
        assertThat(text(X86Baseline.of(List.of(cpu("Cascadelake-Server").withVendor("Intel"),
                cpu("Icelake-Server").withVendor("Intel")), null, null, false))).isEqualTo("Cascadelake-Server -mpx");
    }

    @Test
    void whatHindersMigrationIsLeftOutOnRequest() {
        Cpu.Feature[] extra = {with(Policy.REQUIRE, "invtsc"), with(Policy.REQUIRE, "xsaves")};
        List<Cpu> cpus = List.of(cpu("EPYC", extra).withVendor("AMD"), cpu("EPYC-Rome", extra).withVendor("AMD"));
        assertThat(text(X86Baseline.of(cpus, null, null, false))).isEqualTo("EPYC +xsaves +invtsc -monitor");
        assertThat(text(X86Baseline.of(cpus, null, null, true))).isEqualTo("EPYC -monitor");
    }

    @Test
    void hypervisorsModelsCostWhatTheyLack() {
        Map<String, Set<String>> offered = Map.of(
                "Haswell", Set.of("pcid", "tsc-deadline", "hle", "invpcid", "rtm"),
                "Haswell-noTSX", Set.of("pcid", "tsc-deadline", "invpcid"),
                "Skylake-Server", Set.of("pcid", "avx512f", "tsc-deadline", "hle", "invpcid", "rtm"));
        List<Cpu> cpus = List.of(cpu("Haswell").withVendor("Intel"), cpu("Skylake-Server").withVendor("Intel"));
        assertThat(text(X86Baseline.of(cpus, offered, null, false)))
                .isEqualTo("Haswell-noTSX +hle +rtm -pcid -tsc-deadline -invpcid");
    }

    @Test
    void strangersHaveNoBaseline() {
        assertThatThrownBy(() -> X86Baseline.of(List.of(cpu("Haswell").withVendor("Intel"),
                cpu("EPYC").withVendor("AMD")), null, null, false))
                .isInstanceOf(CpuException.class).hasMessage("CPU vendors do not match");
        assertThatThrownBy(() -> X86Baseline.of(List.of(cpu("Nope")), null, null, false))
                .hasMessage("Unknown CPU model Nope");
        assertThatThrownBy(() -> X86Baseline.of(List.of(cpu("486").withVendor("Foo")), null, null, false))
                .hasMessage("Unknown CPU vendor Foo");
    }

    @Test
    void comparisonNamesWhatIsMissing() {
        Cpu host = cpu("Westmere").withVendor("Intel");
        assertThat(X86Comparison.of(host, cpu("Westmere")).fit()).isEqualTo(X86Comparison.Fit.IDENTICAL);
        assertThat(X86Comparison.of(host, cpu("Penryn")).fit()).isEqualTo(X86Comparison.Fit.SUPERSET);
        assertThat(X86Comparison.of(host, cpu("SandyBridge")).reason()).contains("Host CPU does not provide required "
                + "features: pclmuldq, x2apic, tsc-deadline, xsave, avx, rdtscp");
        assertThat(X86Comparison.of(host, cpu("Penryn", with(Policy.FORBID, "aes"))).reason())
                .contains("Host CPU provides forbidden features: aes");
        assertThat(X86Comparison.of(host, cpu("Nehalem").withMatch(Cpu.Match.STRICT)).reason())
                .contains("Host CPU does not strictly match guest CPU: Extra features: aes");
        assertThat(X86Comparison.of(host, cpu("Penryn").withVendor("AMD")).reason())
                .contains("host CPU vendor does not match required CPU vendor AMD");
    }

    @Test
    void theHypervisorsWordCounts() {
        Cpu host = cpu("Penryn").withVendor("AMD");
        assertThat(X86Comparison.withHypervisor(host, cpu("Westmere").withVendor("Intel"), Set.of()).fit())
                .isEqualTo(X86Comparison.Fit.SUPERSET);
        assertThat(X86Comparison.withHypervisor(host, cpu("Denverton", with(Policy.DISABLE, "spec-ctrl")),
                Set.of("spec-ctrl", "ssbd", "tsc-deadline")).reason())
                .contains("Host CPU does not provide required features: tsc-deadline, ssbd");
    }

    @Test
    void startResolvesWhatDependsOnTheHost() {
        Cpu host = cpu("Westmere", with(Policy.REQUIRE, "avx"), with(Policy.DISABLE, "vme")).withVendor("Intel");
        Cpu like = Records.blank(Cpu.class).withMode(Cpu.Mode.HOST_MODEL).withFeature(List.of(
                with(Policy.DISABLE, "avx"), with(Policy.OPTIONAL, "aes"), with(Policy.OPTIONAL, "avx512f")));
        Cpu resolved = X86GuestCpu.resolved(like, Optional.of(host));
        assertThat(text(resolved)).isEqualTo("Westmere -avx -vme +aes -avx512f");
        assertThat(resolved.mode()).isEqualTo(Cpu.Mode.CUSTOM);
        assertThat(resolved.vendor()).isEqualTo("Intel");
        assertThat(text(X86GuestCpu.resolved(cpu("Skylake-Server"), Optional.empty()))).isEqualTo("Skylake-Server -mpx");
    }

    @Test
    void missingModelsAreTranslatedWhereAllowed() {
        Map<String, Set<String>> offered = new HashMap<>();
        Stream.of("kvm64", "qemu64", "core2duo").forEach(m -> offered.put(m, Set.of()));
        assertThat(text(X86GuestCpu.translated(cpu("cpu64-rhel6"), offered))).isEqualTo("kvm64 +lahf_lm");
        Cpu strict = cpu("cpu64-rhel6").withModel(new Cpu.Model(Cpu.Fallback.FORBID, null, "cpu64-rhel6"));
        assertThatThrownBy(() -> X86GuestCpu.translated(strict, offered))
                .hasMessage("CPU model cpu64-rhel6 is not supported by hypervisor");
    }

    @Test
    void runningCpuIsWhatTheHypervisorMadeOfIt() {
        FeatureSet enabled = MAP.model("Penryn").orElseThrow().features()
                .plus(MAP.feature("hypervisor").orElseThrow()).minus(MAP.feature("cx16").orElseThrow());
        assertThat(text(X86GuestCpu.asStarted(cpu("Penryn"), enabled, MAP.none()))).isEqualTo("Penryn -cx16 +hypervisor");
        assertThatThrownBy(() -> X86GuestCpu.asStarted(cpu("Penryn").withCheck(Cpu.Check.FULL), enabled, MAP.none()))
                .hasMessage("guest CPU doesn't match specification: extra features: hypervisor, missing features: cx16");
    }

    @Test
    void everyFeatureOfAModelCanBeListed() {
        Cpu expanded = X86Baseline.expanded(cpu("pentium", with(Policy.DISABLE, "vme")));
        assertThat(text(expanded)).isEqualTo("pentium +cx8 +de +fpu +mce +mmx +msr +pse +tsc -vme");
        assertThat(Arrays.stream(text(X86Baseline.expanded(cpu("EPYC"))).split(" "))).contains("-monitor", "+sse4a");
    }
}
