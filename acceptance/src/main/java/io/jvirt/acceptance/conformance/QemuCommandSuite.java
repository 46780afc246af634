package io.jvirt.acceptance.conformance;

import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.command.LaunchEnvironment;
import io.jvirt.qemu.command.LiveDocument;
import io.jvirt.qemu.command.QemuCommand;
import java.io.IOException;
import java.util.Optional;

/** A domain document is read, completed, made live, and turned into QEMU's command line. */
final class QemuCommandSuite implements Suite {
    @Override
    public String name() {
        return "qemu-argv";
    }

    @Override
    public String run(ConformanceCase theCase) throws IOException {
        DomainDescription parsed = Xml.parse(DomainDescription.class, theCase.inputText(), ParseOptions.DEFINITION);
        QemuEnvironment environment = QemuEnvironment.of(theCase);
        DomainDescription complete = environment.complete(parsed);
        QemuCapabilities capabilities = environment.capabilities().orElseThrow();
        LaunchFacts facts = new LaunchFacts(theCase, complete);
        LaunchEnvironment launch = facts.environment();
        DomainDescription live = LiveDocument.of(facts.withPorts(complete), capabilities, launch);
        return QemuCommand.build(live, capabilities, launch).shellText();
    }

    @Override
    public Optional<String> difference(String expected, String actual) {
        return CommandLines.difference(expected, actual);
    }

    @Override
    public boolean isRejection(Throwable thrown) {
        return thrown instanceof JvirtException || thrown instanceof XmlException;
    }
}
