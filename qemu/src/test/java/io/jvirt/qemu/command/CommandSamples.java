package io.jvirt.qemu.command;

import io.jvirt.host.file.Folders;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuCapabilitiesCache;
import io.jvirt.qemu.complete.CompletionContext;
import io.jvirt.qemu.complete.CompletionSettings;
import io.jvirt.qemu.complete.FirmwareCatalog;
import io.jvirt.qemu.complete.QemuCompletion;
import io.jvirt.qemu.testkit.TestQemu;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Documents for tests, and what the installed QEMU makes of them. */
final class CommandSamples {
    /** A KVM that opens but runs nothing makes QEMU wait for ever; the probe then goes on without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final QemuCapabilities CAPABILITIES = probe();

    private CommandSamples() {
    }

    private static QemuCapabilities probe() {
        try {
            Path folder = Files.createTempDirectory("jvirt-capabilities");
            try {
                return new QemuCapabilitiesCache(folder, "test", PATIENCE).of(TestQemu.BINARY);
            } finally {
                Folders.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static QemuCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** {@return a guest with these devices, completed} */
    static DomainDescription guest(String machine, String elements, String devices) {
        return complete("""
                <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
                  <name>sample</name>
                  <uuid>f2a8c1de-0c14-4b6a-9d3e-0f8f6c1f2b77</uuid>
                  <memory unit='MiB'>192</memory>
                  <os><type arch='x86_64' machine='%s'>hvm</type></os>
                  %s
                  <devices><emulator>%s</emulator>%s</devices>
                </domain>
                """.formatted(machine, elements, TestQemu.BINARY, devices));
    }

    static DomainDescription complete(String xml) {
        DomainDescription parsed = Xml.parse(DomainDescription.class, xml, ParseOptions.DEFINITION);
        CompletionSettings settings = new CompletionSettings(false, Path.of("/var/lib/jvirt/nvram"), Set.of("2.0"));
        return QemuCompletion.complete(parsed, new CompletionContext(CAPABILITIES, false, settings, FirmwareCatalog.NONE));
    }

    /** {@return the command line of a completed document} */
    static CommandLine command(DomainDescription complete, LaunchEnvironment environment) {
        return QemuCommand.build(LiveDocument.of(complete, CAPABILITIES, environment), CAPABILITIES, environment);
    }
}
