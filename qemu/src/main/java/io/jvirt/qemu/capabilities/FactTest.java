package io.jvirt.qemu.capabilities;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The question behind a {@link QemuFact}.
 *
 * @param kind what must be probed for it
 * @param types the types whose properties (or presence) it is about
 * @param holds the question itself
 */
record FactTest(Kind kind, List<String> types, Predicate<QemuCapabilities> holds) {
    /** What has to be asked of QEMU so that the question can be answered. */
    enum Kind { DEVICE, DEVICE_PROPERTY, OBJECT_PROPERTY, OTHER }

    private static FactTest other(Predicate<QemuCapabilities> holds) {
        return new FactTest(Kind.OTHER, List.of(), holds);
    }

    static FactTest device(String type) {
        return new FactTest(Kind.DEVICE, List.of(type), caps -> caps.hasDevice(type));
    }

    static FactTest anyDevice(String... types) {
        return other(caps -> Stream.of(types).anyMatch(caps::hasDevice));
    }

    static FactTest property(String device, String property) {
        return anyProperty(property, device);
    }

    static FactTest anyProperty(String property, String... devices) {
        return new FactTest(Kind.DEVICE_PROPERTY, List.of(devices),
                caps -> Stream.of(devices).anyMatch(d -> caps.deviceHasProperty(d, property)));
    }

    static FactTest objectProperty(String type, String property) {
        return new FactTest(Kind.OBJECT_PROPERTY, List.of(type), caps -> caps.deviceHasProperty(type, property));
    }

    static FactTest machineProperty(String property) {
        return other(caps -> caps.anyTypeHasProperty("-machine", property)
                || caps.optionHasParameter("machine", property));
    }

    static FactTest cpuProperty(String property) {
        return other(caps -> caps.anyTypeHasProperty("-cpu", property));
    }

    static FactTest schema(String path) {
        return other(caps -> caps.schemaHas(path));
    }

    static FactTest command(String name) {
        return other(caps -> caps.hasQmpCommand(name));
    }

    static FactTest event(String name) {
        return other(caps -> caps.hasQmpEvent(name));
    }

    static FactTest option(String name) {
        return other(caps -> caps.hasOption(name));
    }

    static FactTest parameter(String option, String parameter) {
        return other(caps -> caps.optionHasParameter(option, parameter));
    }

    static FactTest migration(String capability) {
        return other(caps -> caps.migrationCapabilities().contains(capability));
    }

    static FactTest tpmType(String type) {
        return other(caps -> caps.tpmTypes().contains(type));
    }

    static FactTest accelerator(Accelerator accelerator) {
        return other(caps -> caps.supports(accelerator));
    }
}
