package io.jvirt.qemu.complete;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One firmware image as its descriptor file tells (QEMU, docs/interop/firmware.json).
 *
 * @param interfaces {@code bios}, {@code uefi} and the like
 * @param device {@code flash} or {@code memory}
 * @param mode how variables are kept: {@code split}, {@code combined} or {@code stateless}; {@code split} for flash
 *     without mode
 * @param executable file of the program
 * @param executableFormat {@code raw} or {@code qcow2}
 * @param template file that a guest's variables begin as, null without
 * @param templateFormat its format
 * @param targets machines it runs on
 * @param features what it can do, such as {@code secure-boot}
 */
public record FirmwareDescriptor(Set<String> interfaces, String device, String mode, String executable,
        String executableFormat, @Nullable String template, @Nullable String templateFormat, List<Target> targets,
        Set<String> features) {
    public FirmwareDescriptor {
        interfaces = Set.copyOf(interfaces);
        targets = List.copyOf(targets);
        features = Set.copyOf(features);
    }

    /**
     * Machines of one architecture.
     *
     * @param arch architecture in QEMU's spelling
     * @param machines patterns with {@code *}
     */
    public record Target(String arch, List<String> machines) {
        public Target {
            machines = List.copyOf(machines);
        }

        boolean matches(String guestArch, String machine) {
            return arch.equals(guestArch) && machines.stream().anyMatch(pattern -> glob(pattern, machine));
        }

        private static boolean glob(String pattern, String text) {
            int star = pattern.indexOf('*');
            return star < 0 ? pattern.equals(text)
                    : text.length() >= pattern.length() - 1 && text.startsWith(pattern.substring(0, star))
                            && text.endsWith(pattern.substring(star + 1));
        }
    }

    boolean runsOn(String arch, String machine) {
        return targets.stream().anyMatch(t -> t.matches(arch, machine));
    }

    Optional<String> variablesTemplate() {
        return Optional.ofNullable(template);
    }
}
