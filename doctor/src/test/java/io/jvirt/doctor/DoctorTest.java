package io.jvirt.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.host.facts.Cgroups;
import io.jvirt.host.facts.HostMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @Test
    void everyFindingThatIsNoPassSaysWhatToDo() {
        Programs programs = Programs.ofHost();
        List<Check> checks = List.of(
                new ProcessorChecks(), new QemuChecks(), new NetworkChecks(), new ConfinementChecks(), new MemoryChecks());
        List<Finding> findings = checks.stream().flatMap(check -> check.run(programs).stream()).toList();
        assertThat(findings).hasSizeGreaterThan(15).allSatisfy(finding -> {
            assertThat(finding.found()).isNotBlank();
            if (finding.verdict() == Verdict.PASS) {
                assertThat(finding.remedy()).isEmpty();
            } else {
                assertThat(finding.remedy()).isNotBlank();
            }
        });
    }

    @Test
    void aHostWithoutQemuCannotRunGuests(@TempDir Path folder) {
        assertThat(new QemuChecks().run(new Programs(List.of(folder))))
                .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).startsWith("apt-get install qemu-system"));
    }

    @Test
    void anEmulatorThatDoesNotRunIsFound(@TempDir Path folder) throws Exception {
        program(folder, "qemu-system-x86_64", "exit 1");
        program(folder, "qemu-system-arm", "echo QEMU emulator version 5.2.0 '(Debian)'");
        List<Finding> findings = new QemuChecks().run(new Programs(List.of(folder)));
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("qemu-system-x86_64");
            assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(finding.found()).endsWith("does not run");
        });
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("qemu-system-arm");
            assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
            assertThat(finding.found()).isEqualTo("version 5.2.0");
        });
    }

    @Test
    void tellsVirtualizationByTheProcessorsFlags() {
        assertThat(ProcessorChecks.virtualization(Set.of("fpu", "vmx")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(ProcessorChecks.virtualization(Set.of("fpu", "svm")).verdict()).isEqualTo(Verdict.PASS);
        assertThat(ProcessorChecks.virtualization(Set.of("fpu", "hypervisor")).remedy()).contains("nested");
        assertThat(ProcessorChecks.virtualization(Set.of("fpu")).remedy()).contains("firmware");
        assertThat(ProcessorChecks.device(true, false, "ada").remedy()).contains("usermod -aG kvm ada");
        assertThat(ProcessorChecks.iommu(0).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void namesControllersThatAreMissing() {
        assertThat(ConfinementChecks.groups(new Cgroups(Cgroups.Layout.NONE, Set.of(), Set.of())))
                .singleElement().satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.WARN));
        assertThat(ConfinementChecks.groups(new Cgroups(
                        Cgroups.Layout.UNIFIED, Set.of("cpu", "cpuset", "io", "memory"), Set.of())))
                .last().satisfies(finding -> assertThat(finding.found()).endsWith("missing: pids"));
        assertThat(ConfinementChecks.groups(new Cgroups(
                        Cgroups.Layout.UNIFIED, Set.of("cpu", "cpuset", "io", "memory", "pids"), Set.of())))
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.PASS));
        assertThat(ConfinementChecks.namespaces(Set.of("mnt")).found()).contains("pid").contains("user");
    }

    @Test
    void reportsInBothForms() {
        List<Finding> findings = List.of(
                MemoryChecks.memory(new HostMemory(2_000_000, 0, 100_000, 0, 0, 0, 0)), MemoryChecks.sharing(Optional.empty()));
        assertThat(Report.table(findings, false))
                .contains("Memory\n  WARN  memory")
                .contains("97 MiB of 1953 MiB available")
                .contains("        -> ")
                .endsWith("2 WARN: what is said there does not work, or is slow.\n");
        assertThat(Report.json(findings))
                .contains("\"verdict\" : \"WARN\"")
                .contains("\"subject\" : \"memory sharing (KSM)\"");
    }

    private static void program(Path folder, String name, String script) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
