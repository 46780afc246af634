package io.jvirt.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** QEMU: its emulators, image tool and firmware. */
final class QemuChecks implements Check {
    private static final String AREA = "QEMU";
    /** Where distributions put OVMF. */
    private static final List<String> FIRMWARE = List.of(
            "/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/edk2/ovmf/OVMF_CODE.fd",
            "/usr/share/qemu/edk2-x86_64-code.fd");
    /** The oldest QEMU that the driver is tested with. */
    private static final int OLDEST_MAJOR = 6;

    @Override
    public List<Finding> run(Programs programs) {
        List<Finding> findings = new ArrayList<>();
        String own = nativeEmulator();
        findings.add(programs.find(own)
                .map(binary -> emulator(programs, own, binary))
                .orElseGet(() -> Finding.fail(AREA, own, "is not installed",
                        own.endsWith("x86_64") ? "apt-get install qemu-system-x86" : "apt-get install qemu-system")));
        for (String name : emulators(programs)) {
            if (!name.equals(own)) {
                programs.find(name).ifPresent(binary -> findings.add(emulator(programs, name, binary)));
            }
        }
        findings.add(programs.find("qemu-img")
                .map(binary -> Finding.pass(AREA, "qemu-img", version(programs, binary).orElse("is there")))
                .orElseGet(() -> Finding.warn(AREA, "qemu-img", "is not installed", "apt-get install qemu-utils")));
        boolean firmware = FIRMWARE.stream().anyMatch(file -> Files.exists(Path.of(file)));
        findings.add(firmware
                ? Finding.pass(AREA, "UEFI firmware for guests", "OVMF is there")
                : Finding.warn(AREA, "UEFI firmware for guests", "OVMF is not installed", "apt-get install ovmf"));
        return findings;
    }

    private static String nativeEmulator() {
        String arch = System.getProperty("os.arch");
        return "qemu-system-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static Set<String> emulators(Programs programs) {
        Set<String> names = new TreeSet<>();
        for (Path folder : programs.path()) {
            String[] files = folder.toFile().list((where, name) -> name.startsWith("qemu-system-"));
            if (files != null) {
                names.addAll(List.of(files));
            }
        }
        return names;
    }

    private static Finding emulator(Programs programs, String name, Path binary) {
        Optional<String> version = version(programs, binary);
        if (version.isEmpty()) {
            return Finding.fail(AREA, name, binary + " does not run", "run " + binary + " --version and see why");
        }
        int dot = version.get().indexOf('.');
        int major = dot > 0 && version.get().substring(0, dot).chars().allMatch(Character::isDigit)
                ? Integer.parseInt(version.get().substring(0, dot))
                : OLDEST_MAJOR;
        return major < OLDEST_MAJOR
                ? Finding.warn(AREA, name, "version " + version.get(), "install QEMU " + OLDEST_MAJOR + " or newer")
                : Finding.pass(AREA, name, "version " + version.get() + " (" + binary + ")");
    }

    /** The third word of "QEMU emulator version 7.2.22 (...)", or of "qemu-img version ...". */
    private static Optional<String> version(Programs programs, Path binary) {
        return programs.firstLine(binary, "--version").flatMap(line -> {
            int at = line.indexOf("version ");
            if (at < 0) {
                return Optional.empty();
            }
            String rest = line.substring(at + "version ".length());
            int end = rest.indexOf(' ');
            return Optional.of(end < 0 ? rest : rest.substring(0, end));
        });
    }
}
