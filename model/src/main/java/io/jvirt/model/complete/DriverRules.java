package io.jvirt.model.complete;

import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Video;
import org.jspecify.annotations.Nullable;

/**
 * What a driver adds to the completion that every driver shares: its own defaults, device by device, and addresses.
 *
 * <p>The methods are called in the order of their declaration. Each returns what it was given when it has nothing to
 * add, and throws its own exception for what it cannot run.
 */
public interface DriverRules {
    /** A driver with nothing of its own. */
    DriverRules NONE = new DriverRules() {
    };

    /** {@return the CPU architecture of a guest that does not say} */
    default String defaultArchitecture() {
        return switch (System.getProperty("os.arch", "")) {
            case "aarch64" -> "aarch64";
            case "ppc64le" -> "ppc64le";
            case "s390x" -> "s390x";
            case "riscv64" -> "riscv64";
            case "loongarch64" -> "loongarch64";
            default -> "x86_64";
        };
    }

    /** {@return the first three octets of generated MAC addresses} */
    default int macPrefix() {
        return 0x525400;
    }

    /** {@return true when a SCSI controller has 16 units to a bus, not 7} */
    default boolean wideScsi() {
        return false;
    }

    /** {@return the description with machine, default devices and all else that concerns the guest as a whole} */
    default DomainDescription completeDomain(DomainDescription domain) {
        return domain;
    }

    /**
     * {@return the device with this driver's defaults; of the same class}
     *
     * @param domain the guest it belongs to, as completed so far
     */
    default Device completeDevice(Device device, DomainDescription domain) {
        return device;
    }

    /** {@return the graphics card of a guest with a display but no card; null for none} */
    default Video.@Nullable Type defaultVideo(DomainDescription domain) {
        return null;
    }

    /** {@return the description with every device's address} */
    default DomainDescription assignAddresses(DomainDescription domain) {
        return domain;
    }

    /** Rejects what the driver cannot run. */
    default void validate(DomainDescription domain) {
    }
}
