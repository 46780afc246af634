package io.jvirt.device.link;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.HostInterface;
import io.jvirt.api.device.HostInterfaceFlags;
import io.jvirt.api.device.HostInterfaces;
import io.jvirt.model.device.HostInterfaceDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.service.ServiceErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The host's network interfaces as one connection sees them. Nothing is kept here: the host has it all. */
final class ConnectionInterfaces implements HostInterfaces {
    private final LinkReader links;
    private final Ifupdown configuration;
    private final boolean readOnly;

    ConnectionInterfaces(LinkReader links, Ifupdown configuration, boolean readOnly) {
        this.links = links;
        this.configuration = configuration;
        this.readOnly = readOnly;
    }

    /** Refuses a change on a read-only connection, and where the host has no tool for it. */
    private void requireTool(String function) {
        ServiceErrors.requireWrite(readOnly, ErrorDomain.INTERFACE, function);
        if (!configuration.usable()) {
            throw JvirtException.noSupport(function);
        }
    }

    private static JvirtException invalid(String detail) {
        return new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.INTERFACE, detail);
    }

    @Override
    public List<HostInterface> list(HostInterfaceFlags.ListAll... flags) {
        TreeSet<String> names = new TreeSet<>(links.names());
        names.addAll(configuration.all().keySet());
        boolean active = Flag.has(flags, HostInterfaceFlags.ListAll.ACTIVE);
        boolean inactive = Flag.has(flags, HostInterfaceFlags.ListAll.INACTIVE);
        List<HostInterface> found = new ArrayList<>();
        for (String name : names) {
            if (active == inactive || active == links.up(name)) {
                found.add(new Handle(name));
            }
        }
        return found;
    }

    @Override
    public HostInterface named(String name) {
        if (!links.exists(name) && !configuration.all().containsKey(name)) {
            throw new JvirtException(ErrorCode.NO_INTERFACE, ErrorDomain.INTERFACE, "couldn't find interface named '" + name + "'");
        }
        return new Handle(name);
    }

    @Override
    public HostInterface withMac(String mac) {
        List<String> found = links.names().stream().filter(name -> links.mac(name).equalsIgnoreCase(mac)).toList();
        if (found.isEmpty()) {
            throw new JvirtException(ErrorCode.NO_INTERFACE, ErrorDomain.INTERFACE, "couldn't find interface with MAC address '" + mac + "'");
        }
        if (found.size() > 1) {
            throw new JvirtException(ErrorCode.MULTIPLE_INTERFACES, ErrorDomain.INTERFACE, "multiple interfaces with MAC address '" + mac + "': " + found);
        }
        return new Handle(found.getFirst());
    }

    @Override
    public HostInterface define(String xml, HostInterfaceFlags.Define... flags) {
        requireTool("virInterfaceDefineXML");
        ParseOptions options = ParseOptions.DEFINITION.withLabel("(interface_definition)")
                .withStrict(Flag.has(flags, HostInterfaceFlags.Define.VALIDATE));
        HostInterfaceDescription description = ServiceErrors.reading(ErrorDomain.INTERFACE,
                () -> Xml.parse(HostInterfaceDescription.class, xml, options));
        ServiceErrors.onHost(ErrorDomain.INTERFACE, () -> configuration.write(description));
        return new Handle(description.effectiveName());
    }

    @Override
    public void begin() {
        requireTool("virInterfaceChangeBegin");
        if (configuration.changing()) {
            throw invalid("there is already a running transaction; commit it or roll it back");
        }
        ServiceErrors.onHost(ErrorDomain.INTERFACE, configuration::begin);
    }

    @Override
    public void commit() {
        requireTool("virInterfaceChangeCommit");
        requireTransaction();
        ServiceErrors.onHost(ErrorDomain.INTERFACE, configuration::commit);
    }

    @Override
    public void rollback() {
        requireTool("virInterfaceChangeRollback");
        requireTransaction();
        ServiceErrors.onHost(ErrorDomain.INTERFACE, configuration::rollback);
    }

    private void requireTransaction() {
        if (!configuration.changing()) {
            throw invalid("no transaction running, nothing to be committed or rolled back");
        }
    }

    private final class Handle implements HostInterface {
        private final String name;

        Handle(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String mac() {
            return links.mac(name);
        }

        @Override
        public String xml(HostInterfaceFlags.Xml... flags) {
            HostInterfaceDescription stored = configuration.all().get(name);
            boolean inactive = Flag.has(flags, HostInterfaceFlags.Xml.INACTIVE);
            HostInterfaceDescription shown = stored != null && (inactive || !links.exists(name)) ? stored : links.read(named(name).name());
            return Xml.format(HostInterfaceDescription.class, shown, FormatOptions.LIVE);
        }

        @Override
        public boolean active() {
            return links.up(named(name).name());
        }

        @Override
        public void start() {
            requireTool("virInterfaceCreate");
            if (active()) {
                throw invalid("interface '" + name + "' is already up");
            }
            ServiceErrors.onHost(ErrorDomain.INTERFACE, () -> configuration.start(name));
        }

        @Override
        public void destroy() {
            requireTool("virInterfaceDestroy");
            if (!active()) {
                throw invalid("interface '" + name + "' is not up");
            }
            ServiceErrors.onHost(ErrorDomain.INTERFACE, () -> configuration.stop(name));
        }

        @Override
        public void undefine() {
            requireTool("virInterfaceUndefine");
            if (!configuration.all().containsKey(name)) {
                throw invalid("interface '" + name + "' is configured by others; its configuration is left to them");
            }
            ServiceErrors.onHost(ErrorDomain.INTERFACE, () -> configuration.delete(name));
        }
    }
}
