package io.jvirt.api;

import org.jspecify.annotations.Nullable;

/**
 * A kind of guest. Null stands for the driver's choice.
 *
 * @param emulator path of the emulator
 * @param arch the guest's architecture
 * @param machine the guest's machine type
 * @param virtType {@code kvm}, {@code qemu} ...
 */
public record GuestKind(
        @Nullable String emulator, @Nullable String arch, @Nullable String machine, @Nullable String virtType) {}
