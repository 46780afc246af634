package io.jvirt.qemu.capabilities;

import org.jspecify.annotations.Nullable;

/**
 * A machine type that a QEMU binary can emulate, from {@code query-machines}.
 *
 * @param name canonical name, such as {@code pc-q35-7.2}
 * @param alias the name that means "the newest of its kind", such as {@code q35}
 * @param isDefault whether QEMU takes this machine when none is asked for
 * @param deprecated whether QEMU's developers announced its removal
 * @param maxCpus most virtual CPUs; 0 when QEMU does not say
 * @param hotpluggableCpus whether virtual CPUs can be added while the guest runs
 * @param defaultCpuType the QOM type of the CPU a guest gets when it asks for none, such as {@code qemu64-x86_64-cpu}
 * @param defaultRamId the name of the main memory object, such as {@code pc.ram}
 * @param numaMemSupported whether {@code -numa node,mem=} is still accepted
 * @param acpi whether the machine has ACPI; null when QEMU is too old to say
 */
public record MachineType(String name, @Nullable String alias, boolean isDefault, boolean deprecated, int maxCpus,
        boolean hotpluggableCpus, @Nullable String defaultCpuType, @Nullable String defaultRamId,
        boolean numaMemSupported, @Nullable Boolean acpi) {

    /** {@return whether a document's machine name means this machine, by its name or its alias} */
    public boolean answersTo(String wanted) {
        return name.equals(wanted) || wanted.equals(alias);
    }

    /** {@return a machine of the same kind known by another name and without alias} */
    public MachineType renamed(String newName) {
        return new MachineType(newName, null, isDefault, deprecated, maxCpus, hotpluggableCpus, defaultCpuType,
                defaultRamId, numaMemSupported, acpi);
    }

    /** {@return the same machine without its alias; the default machine is then the one that has the alias as its name} */
    public MachineType withoutAlias() {
        return new MachineType(name, null, alias == null && isDefault, deprecated, maxCpus, hotpluggableCpus, defaultCpuType,
                defaultRamId, numaMemSupported, acpi);
    }
}
