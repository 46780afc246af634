package io.jvirt.qemu.cpu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.cpu.CpuArchitecture;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import io.jvirt.qemu.Documents;
import java.util.Optional;

/**
 * A CPU's document: a host's, which names an architecture, or a guest's.
 *
 * @param arch the architecture, empty in a guest's
 * @param cpu all the rest
 */
record CpuDocument(Optional<String> arch, Cpu cpu) {
    private static final ParseOptions OPTIONS = ParseOptions.LIVE.withLabel("(CPU_definition)");

    /**
     * {@return the CPU that a document describes}
     *
     * @param validate report what no definition knows
     * @throws JvirtException XML_ERROR or XML_DETAIL when it describes none
     */
    static CpuDocument parse(String xml, boolean validate) {
        try {
            Optional<String> arch = Optional.ofNullable(Xml.parse(CpuArchitecture.class, xml, OPTIONS).arch());
            Cpu cpu = Xml.parse(Cpu.class, xml, OPTIONS.withStrict(validate && arch.isEmpty()));
            CpuDocument document = new CpuDocument(arch, cpu);
            if (arch.isPresent()) {
                document.requireHost();
            }
            return document;
        } catch (XmlException e) {
            throw Documents.translate(e);
        }
    }

    /** Refuses a guest's CPU. */
    void requireHost() {
        if (cpu.mode() != null) {
            throw new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.CPU,
                    "Attribute mode is only allowed for guest CPU");
        }
        if (arch.isEmpty()) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.CPU, "Missing CPU architecture");
        }
        if (model().isEmpty()) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.CPU, "Missing CPU model name");
        }
        if (cpu.match() != null) {
            throw new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.CPU,
                    "Attribute match is only allowed for guest CPU");
        }
    }

    /** {@return the model's name, empty when the document names none} */
    Optional<String> model() {
        return Optional.ofNullable(cpu.model()).map(Cpu.Model::name).filter(n -> !n.isBlank());
    }

    static String format(Cpu cpu) {
        return Xml.format(Cpu.class, cpu, FormatOptions.LIVE);
    }
}
