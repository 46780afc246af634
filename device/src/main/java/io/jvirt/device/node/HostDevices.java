package io.jvirt.device.node;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.device.NodeDevice;
import io.jvirt.api.device.NodeDeviceEvent;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.host.HostException;
import io.jvirt.host.device.KernelEvents;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.service.EventHub;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.ServiceErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The devices of the host, and the definitions of mediated ones, for all connections to a place in this process. A thread
 * hears the kernel and looks again when something happened; events come from comparing what there was with what there is,
 * so that they are true even when the kernel's were lost. Safe for many threads.
 */
final class HostDevices implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HostDevices.class.getName());
    /** Plugging one thing in is many events of the kernel: one look for those that come within so many milliseconds. */
    private static final long SETTLE_MILLIS = 50;

    private final DeviceTree.Reader reader;
    private final DeviceDefinitions definitions;
    private final InstanceLock lock;
    private final EventHub<ConnectionDevices> events = new EventHub<>();
    private final @Nullable KernelEvents kernel;
    private final LinkedBlockingQueue<Boolean> looks = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private DeviceTree tree;

    HostDevices(DeviceTree.Reader reader, DeviceDefinitions definitions, InstanceLock lock) {
        this.reader = reader;
        this.definitions = definitions;
        this.lock = lock;
        this.kernel = listen();
        this.tree = reader.read();
        if (kernel != null) {
            KernelEvents heard = kernel;
            threads.add(Thread.ofVirtual().name("node-device-events").start(() -> hear(heard)));
            threads.add(Thread.ofVirtual().name("node-device-looks").start(this::look));
        }
    }

    private static @Nullable KernelEvents listen() {
        try {
            return KernelEvents.open();
        } catch (HostException e) {
            LOG.log(System.Logger.Level.WARNING, "Devices that come and go are seen at each look only: {0}", e.getMessage());
            return null;
        }
    }

    private void hear(KernelEvents heard) {
        while (true) {
            try {
                heard.next();
            } catch (IOException e) {
                // Closed. Events that were lost for want of room end here too, and the next look finds what they told.
                if (Thread.currentThread().isInterrupted() || !String.valueOf(e.getMessage()).contains("ENOBUFS")) {
                    return;
                }
            }
            looks.add(true);
        }
    }

    private void look() {
        try {
            while (true) {
                looks.take();
                Thread.sleep(SETTLE_MILLIS);
                looks.clear();
                refresh();
            }
        } catch (InterruptedException e) {
            // The place was closed.
            return;
        }
    }

    /** Looks at the host and tells what has changed. */
    synchronized void refresh() {
        DeviceTree before = tree;
        tree = reader.read();
        for (String name : before.devices().keySet()) {
            if (!tree.devices().containsKey(name)) {
                tell(name, device -> new NodeDeviceEvent.Lifecycle(device, NodeDeviceEvent.Change.DELETED));
            }
        }
        tree.devices().forEach((name, now) -> {
            NodeDeviceDescription known = before.devices().get(name);
            if (known == null) {
                tell(name, device -> new NodeDeviceEvent.Lifecycle(device, NodeDeviceEvent.Change.CREATED));
                startDefined(name);
            } else if (!known.equals(now)) {
                tell(name, NodeDeviceEvent.Update::new);
            }
        });
    }

    private void tell(String name, Function<NodeDevice, NodeDeviceEvent> event) {
        events.publish(connection -> event.apply(connection.handle(name)));
    }

    EventHub<ConnectionDevices> events() {
        return events;
    }

    private DeviceTree present() {
        if (kernel == null) {
            refresh();
        }
        return tree;
    }

    /**
     * A device as it is known.
     *
     * @param live as it is there, null when it is not
     * @param defined its stored definition, null without one
     */
    record Known(String name, @Nullable NodeDeviceDescription live, @Nullable NodeDeviceDescription defined) {
        NodeDeviceDescription description() {
            return live != null ? live : java.util.Objects.requireNonNull(defined);
        }
    }

    synchronized List<Known> list() {
        List<Known> all = new ArrayList<>();
        Map<String, NodeDeviceDescription> stored = definitions.all();
        present().devices().forEach((name, device) -> all.add(new Known(name, device, stored.get(name))));
        stored.forEach((name, device) -> {
            if (!tree.devices().containsKey(name)) {
                all.add(new Known(name, null, device));
            }
        });
        return all;
    }

    synchronized Known get(String name) {
        NodeDeviceDescription live = present().devices().get(name);
        NodeDeviceDescription defined = definitions.all().get(name);
        if (live == null && defined == null) {
            throw new JvirtException(ErrorCode.NO_NODE_DEVICE, ErrorDomain.NODEDEV, "no node device with matching name '" + name + "'");
        }
        return new Known(name, live, defined);
    }

    boolean autostart(String name) {
        definition(name);
        return definitions.autostart(name);
    }

    private NodeDeviceDescription definition(String name) {
        NodeDeviceDescription defined = get(name).defined();
        if (defined == null) {
            throw invalid("device '" + name + "' is not a persistent device: only mediated devices can be defined");
        }
        return defined;
    }

    synchronized void autostart(String name, boolean wanted) {
        definition(name);
        ServiceErrors.onHost(ErrorDomain.NODEDEV, () -> definitions.autostart(name, wanted));
    }

    private static JvirtException invalid(String detail) {
        return new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.NODEDEV, detail);
    }

    /** Carries out what needs a device's folder, and looks again after. */
    void onFolder(String name, java.util.function.Consumer<SysfsDevice> action) {
        SysfsDevice folder = folder(name);
        ServiceErrors.onHost(ErrorDomain.NODEDEV, () -> action.accept(folder));
        refresh();
    }

    private synchronized SysfsDevice folder(String name) {
        get(name);
        SysfsDevice folder = tree.folders().get(name);
        if (folder == null) {
            throw invalid("device '" + name + "' is not there, or is the host itself");
        }
        return folder;
    }

    PciAssignment assignment() {
        return new PciAssignment(reader.sysfs());
    }

    private static NodeCapability.Mdev mediated(NodeDeviceDescription description) {
        for (NodeCapability capability : description.capability()) {
            if (capability instanceof NodeCapability.Mdev mdev) {
                return mdev;
            }
        }
        throw new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.NODEDEV,
                "Unsupported device type: only mediated devices and virtual adapters of Fibre Channel can be made");
    }

    /** Makes a virtual device. {@return its name} */
    String create(NodeDeviceDescription wanted) {
        Optional<NodeCapability.FcHost> port = wanted.capability().stream()
                .filter(NodeCapability.ScsiHost.class::isInstance)
                .flatMap(capability -> ((NodeCapability.ScsiHost) capability).features().stream())
                .filter(NodeCapability.FcHost.class::isInstance)
                .map(NodeCapability.FcHost.class::cast)
                .findFirst();
        if (port.isPresent()) {
            String wwnn = String.valueOf(port.get().wwnn());
            String wwpn = String.valueOf(port.get().wwpn());
            virtualPort(parent(wanted), true, wwpn, wwnn);
            return scsiHost(wwnn, wwpn);
        }
        NodeCapability.Mdev mdev = mediated(wanted);
        UUID uuid = mdev.uuid() == null ? UUID.randomUUID() : mdev.uuid();
        SysfsDevice carrier = folder(parent(wanted));
        ServiceErrors.onHost(ErrorDomain.NODEDEV, () -> MediatedDevices.create(carrier, mdev, uuid));
        refresh();
        return name(uuid, parent(wanted));
    }

    private static String parent(NodeDeviceDescription wanted) {
        if (wanted.parentName().isEmpty()) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.NODEDEV, "missing parent: name the device that is to carry the new one");
        }
        return wanted.parentName();
    }

    private void virtualPort(String adapter, boolean create, String wwpn, String wwnn) {
        onFolder(adapter, folder -> MediatedDevices.virtualPort(reader.sysfs().at("class/fc_host/" + folder.name()), create, wwpn, wwnn));
    }

    /** {@return the name of a mediated device: its parent's address tells it from one of the same UUID elsewhere} */
    private synchronized String name(UUID uuid, String parent) {
        SysfsDevice carrier = tree.folders().get(parent);
        String address = carrier != null ? carrier.name() : parent.substring(parent.indexOf('_') + 1);
        return DeviceNames.of("mdev", uuid.toString(), address);
    }

    synchronized String scsiHost(String wwnn, String wwpn) {
        return list().stream()
                .filter(known -> known.description().capability().stream().anyMatch(capability -> capability instanceof NodeCapability.ScsiHost host
                        && host.features().stream().anyMatch(feature -> feature instanceof NodeCapability.FcHost port
                                && wwnn.equals(port.wwnn()) && wwpn.equals(port.wwpn()))))
                .map(Known::name)
                .findFirst()
                .orElseThrow(() -> new JvirtException(ErrorCode.NO_NODE_DEVICE, ErrorDomain.NODEDEV,
                        "no SCSI host with wwnn '" + wwnn + "' and wwpn '" + wwpn + "'"));
    }

    /** Stores the definition of a mediated device. {@return its name} */
    synchronized String define(NodeDeviceDescription wanted) {
        NodeCapability.Mdev mdev = mediated(wanted);
        UUID uuid = mdev.uuid() == null ? UUID.randomUUID() : mdev.uuid();
        String name = name(uuid, parent(wanted));
        boolean known = definitions.all().containsKey(name);
        NodeDeviceDescription stored = wanted.withName(name).withCapability(List.of(mdev.withUuid(uuid)));
        ServiceErrors.onHost(ErrorDomain.NODEDEV, () -> definitions.write(name, stored));
        tell(name, device -> known ? new NodeDeviceEvent.Update(device) : new NodeDeviceEvent.Lifecycle(device, NodeDeviceEvent.Change.DEFINED));
        return name;
    }

    synchronized void undefine(String name) {
        definition(name);
        ServiceErrors.onHost(ErrorDomain.NODEDEV, () -> definitions.delete(name));
        tell(name, device -> new NodeDeviceEvent.Lifecycle(device, NodeDeviceEvent.Change.UNDEFINED));
    }

    void start(String name) {
        NodeDeviceDescription defined = definition(name);
        if (get(name).live() != null) {
            throw invalid("Device is already active");
        }
        create(defined);
    }

    void destroy(String name) {
        NodeDeviceDescription live = get(name).live();
        if (live == null) {
            throw invalid("Device is already inactive");
        }
        for (NodeCapability capability : live.capability()) {
            if (capability instanceof NodeCapability.ScsiHost host) {
                for (NodeCapability.ScsiHostFeature feature : host.features()) {
                    if (feature instanceof NodeCapability.FcHost port) {
                        virtualPort(live.parentName(), false, String.valueOf(port.wwpn()), String.valueOf(port.wwnn()));
                        return;
                    }
                }
            }
        }
        mediated(live);
        onFolder(name, MediatedDevices::remove);
    }

    /** Changes a mediated device's settings. */
    void update(String name, NodeDeviceDescription wanted, boolean live, boolean config) {
        NodeCapability.Mdev mdev = mediated(wanted);
        if (config) {
            NodeCapability.Mdev defined = mediated(definition(name));
            if (!defined.typeId().equals(mdev.typeId())) {
                throw invalid("the type of '" + name + "' is '" + defined.typeId() + "' and cannot be changed");
            }
            define(definition(name).withCapability(List.of(mdev.withUuid(java.util.Objects.requireNonNull(defined.uuid())))));
        }
        if (live) {
            if (get(name).live() == null) {
                throw invalid("Device '" + name + "' is not active");
            }
            onFolder(name, folder -> MediatedDevices.configure(folder, mdev));
            tell(name, NodeDeviceEvent.Update::new);
        }
    }

    /** Makes the defined devices of a parent that has come, and all at the start of a daemon. */
    private void startDefined(@Nullable String parent) {
        for (Map.Entry<String, NodeDeviceDescription> entry : List.copyOf(definitions.all().entrySet())) {
            boolean concerned = parent == null || entry.getValue().parentName().equals(parent);
            if (concerned && definitions.autostart(entry.getKey()) && !tree.devices().containsKey(entry.getKey())
                    && tree.folders().containsKey(entry.getValue().parentName())) {
                try {
                    create(entry.getValue());
                } catch (JvirtException e) {
                    LOG.log(System.Logger.Level.ERROR, "{0} could not be made: {1}", entry.getKey(), e.getMessage());
                }
            }
        }
    }

    synchronized void autostart() {
        startDefined(null);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        if (kernel != null) {
            kernel.close();
        }
        lock.close();
    }
}
