package io.jvirt.device.node;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.EventRegistration;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.NodeDevice;
import io.jvirt.api.device.NodeDeviceEvent;
import io.jvirt.api.device.NodeDeviceFlags;
import io.jvirt.api.device.NodeDeviceFlags.ListAll;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.service.EventChannel;
import io.jvirt.service.ServiceErrors;
import io.jvirt.service.SharedInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The host's devices as one connection sees them. */
final class ConnectionDevices implements NodeDevices {
    private final SharedInstances.Hold<HostDevices> hold;
    private final HostDevices devices;
    private final boolean readOnly;
    private final EventChannel<ConnectionDevices> events;

    ConnectionDevices(SharedInstances.Hold<HostDevices> hold, boolean readOnly) {
        this.hold = hold;
        this.devices = hold.value();
        this.readOnly = readOnly;
        this.events = devices.events().open(this);
    }

    HostDevices devices() {
        return devices;
    }

    private void requireWrite(String function) {
        ServiceErrors.requireWrite(readOnly, ErrorDomain.NODEDEV, function);
    }

    NodeDevice handle(String name) {
        return new Handle(name);
    }

    @Override
    public List<NodeDevice> list(ListAll... flags) {
        List<NodeDevice> found = new ArrayList<>();
        for (HostDevices.Known known : devices.list()) {
            if (matches(known, flags)) {
                found.add(handle(known.name()));
            }
        }
        return found;
    }

    private static boolean matches(HostDevices.Known known, ListAll[] flags) {
        if (!pair(flags, ListAll.ACTIVE, ListAll.INACTIVE, known.live() != null)
                || !pair(flags, ListAll.PERSISTENT, ListAll.TRANSIENT, known.defined() != null)) {
            return false;
        }
        List<String> able = Capabilities.of(known.description());
        boolean asked = false;
        for (ListAll flag : flags) {
            if (!flag.capability().isEmpty()) {
                asked = true;
                if (able.contains(flag.capability())) {
                    return true;
                }
            }
        }
        return !asked;
    }

    private static boolean pair(ListAll[] flags, ListAll with, ListAll without, boolean value) {
        boolean wanted = Flag.has(flags, with);
        return wanted == Flag.has(flags, without) || wanted == value;
    }

    @Override
    public NodeDevice device(String name) {
        return handle(devices.get(name).name());
    }

    @Override
    public NodeDevice scsiHost(String wwnn, String wwpn) {
        return handle(devices.scsiHost(wwnn, wwpn));
    }

    private static NodeDeviceDescription read(String xml, NodeDeviceFlags.Define... flags) {
        ParseOptions options = ParseOptions.DEFINITION.withStrict(Flag.has(flags, NodeDeviceFlags.Define.VALIDATE));
        return ServiceErrors.reading(ErrorDomain.NODEDEV, () -> NodeDeviceDescription.read(xml, options));
    }

    @Override
    public NodeDevice create(String xml, NodeDeviceFlags.Define... flags) {
        requireWrite("virNodeDeviceCreateXML");
        return handle(devices.create(read(xml, flags)));
    }

    @Override
    public NodeDevice define(String xml, NodeDeviceFlags.Define... flags) {
        requireWrite("virNodeDeviceDefineXML");
        return handle(devices.define(read(xml, flags)));
    }

    @Override
    public EventRegistration onEvent(
            NodeDeviceEvent.Kind kind, @Nullable NodeDevice device, Consumer<? super NodeDeviceEvent> listener) {
        String wanted = device == null ? null : device.name();
        return events.listen(
                NodeDeviceEvent.class,
                event -> event.kind() == kind && (wanted == null || wanted.equals(event.device().name())),
                listener);
    }

    @Override
    public void close() {
        events.close();
        hold.close();
    }

    private final class Handle implements NodeDevice {
        private final String name;

        Handle(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String xml(NodeDeviceFlags.Xml... flags) {
            HostDevices.Known known = devices.get(name);
            boolean inactive = Flag.has(flags, NodeDeviceFlags.Xml.INACTIVE);
            if (inactive && known.defined() == null) {
                throw new JvirtException(io.jvirt.api.ErrorCode.OPERATION_INVALID, ErrorDomain.NODEDEV,
                        "node device '" + name + "' is not persistent");
            }
            NodeDeviceDescription shown = inactive && known.defined() != null ? known.defined() : known.description();
            return Xml.format(NodeDeviceDescription.class, shown, inactive ? FormatOptions.INACTIVE : FormatOptions.LIVE);
        }

        @Override
        public Optional<String> parent() {
            return Optional.of(devices.get(name).description().parentName()).filter(parent -> !parent.isEmpty());
        }

        @Override
        public List<String> capabilities() {
            return Capabilities.of(devices.get(name).description());
        }

        @Override
        public void detach(@Nullable String driver) {
            requireWrite("virNodeDeviceDetachFlags");
            devices.onFolder(name, folder -> devices.assignment().detach(folder, driver));
        }

        @Override
        public void reattach() {
            requireWrite("virNodeDeviceReAttach");
            devices.onFolder(name, folder -> devices.assignment().reattach(folder));
        }

        @Override
        public void reset() {
            requireWrite("virNodeDeviceReset");
            devices.onFolder(name, folder -> devices.assignment().reset(folder));
        }

        @Override
        public void destroy() {
            requireWrite("virNodeDeviceDestroy");
            devices.destroy(name);
        }

        @Override
        public void create() {
            requireWrite("virNodeDeviceCreate");
            devices.start(name);
        }

        @Override
        public void undefine() {
            requireWrite("virNodeDeviceUndefine");
            devices.undefine(name);
        }

        @Override
        public boolean autostart() {
            return devices.autostart(name);
        }

        @Override
        public void setAutostart(boolean autostart) {
            requireWrite("virNodeDeviceSetAutostart");
            devices.autostart(name, autostart);
        }

        @Override
        public boolean persistent() {
            return devices.get(name).defined() != null;
        }

        @Override
        public boolean active() {
            return devices.get(name).live() != null;
        }

        @Override
        public void update(String xml, NodeDeviceFlags.Update... flags) {
            requireWrite("virNodeDeviceUpdate");
            boolean live = Flag.has(flags, NodeDeviceFlags.Update.AFFECT_LIVE);
            boolean config = Flag.has(flags, NodeDeviceFlags.Update.AFFECT_CONFIG);
            boolean present = !live && !config;
            boolean active = devices.get(name).live() != null;
            devices.update(name, read(xml), live || present && active, config || present && !active);
        }
    }
}
