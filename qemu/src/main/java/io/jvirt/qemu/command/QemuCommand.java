package io.jvirt.qemu.command;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.QemuNamespace;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes QEMU's command line for a guest: a pure function of document, QEMU and host environment. */
public final class QemuCommand {
    private QemuCommand() {
    }

    /**
     * {@return the command line}
     *
     * @param domain a complete document: with addresses, and live aliases from {@link LiveAliases}
     * @param capabilities what the guest's QEMU can do
     * @param environment what the host gives to this start
     * @throws io.jvirt.api.JvirtException with CONFIG_UNSUPPORTED when QEMU cannot do what the document asks for
     */
    public static CommandLine build(DomainDescription domain, QemuCapabilities capabilities,
            LaunchEnvironment environment) {
        QemuCapabilities effective = CapabilityOverrides.apply(capabilities, domain.qemu());
        Guest guest = new Guest(domain, effective, environment);
        CommandRules.check(guest);
        QemuNamespace qemu = domain.qemu();
        // QEMU learned JSON for network back ends together with those that only JSON can describe.
        Arguments out = new Arguments(overrides(qemu), effective.has(QemuFact.NETDEV_STREAM),
                effective.has(QemuFact.DEVICE_JSON));
        ProcessEnvironment.add(guest, out);
        OptionOrder.PARTS.forEach(part -> part.add(guest, out));
        String emulator = domain.devices().emulator();
        return out.build(emulator == null ? "qemu-system-" + guest.arch() : emulator);
    }

    /**
     * {@return what makes a running guest one like another}
     *
     * @param present the document of the guest as it runs
     * @param wanted the same with what it is to be given
     */
    public static List<PlugStep> difference(DomainDescription present, DomainDescription wanted,
            QemuCapabilities capabilities, LaunchEnvironment environment) {
        return PlugStep.difference(build(present, capabilities, environment), build(wanted, capabilities, environment));
    }

    private static List<QemuNamespace.DeviceOverride> overrides(@Nullable QemuNamespace qemu) {
        return qemu == null ? List.of() : qemu.override();
    }
}
