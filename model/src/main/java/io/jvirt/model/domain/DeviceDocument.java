package io.jvirt.model.domain;

import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.FormatOptions;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.Xml;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents of a single device, as attaching and detaching take them. */
public final class DeviceDocument {
    private static final Map<String, Class<? extends Device>> TYPES = types();

    private DeviceDocument() {
    }

    private static Map<String, Class<? extends Device>> types() {
        var types = new HashMap<String, Class<? extends Device>>();
        var open = new ArrayDeque<Class<?>>(List.of(Device.class));
        while (!open.isEmpty()) {
            var type = open.removeFirst();
            var element = type.getAnnotation(Element.class);
            if (element != null) {
                types.put(element.value(), type.asSubclass(Device.class));
            } else if (type.isSealed()) {
                open.addAll(List.of(type.getPermittedSubclasses()));
            }
        }
        return Map.copyOf(types);
    }

    /**
     * {@return the device that the document describes; its root element says of which kind}
     *
     * @throws XmlException when the document is malformed, is of no known kind, or gives what the kind does not allow
     */
    public static Device parse(String text, ParseOptions options) {
        String root = Xml.rootElement(text, options.label());
        var type = TYPES.get(root);
        if (type == null) {
            throw new XmlException(XmlException.Kind.INVALID, "unknown device type '" + root + "'", 1, root, null, root);
        }
        return Xml.parse(type, text, options);
    }

    /** {@return the name of the device's element, such as {@code disk}} */
    public static String name(Device device) {
        return type(device).getAnnotation(Element.class).value();
    }

    /** {@return the device's document} */
    public static String format(Device device, FormatOptions options) {
        return format(type(device), device, options);
    }

    private static <D extends Device> String format(Class<D> type, Device device, FormatOptions options) {
        return Xml.format(type, type.cast(device), options);
    }

    private static Class<? extends Device> type(Device device) {
        return TYPES.values().stream().filter(type -> type.isInstance(device)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No document for " + device.getClass()));
    }

    /**
     * {@return the devices with one more, at the end of those of its kind}
     *
     * @throws IllegalStateException when there can be only one of the kind and there is one
     */
    public static Devices add(Devices devices, Device added) {
        return switch (added) {
            case Disk disk -> devices.withDisks(append(devices.disks(), disk));
            case Controller controller -> devices.withControllers(append(devices.controllers(), controller));
            case Lease lease -> devices.withLeases(append(devices.leases(), lease));
            case Filesystem filesystem -> devices.withFilesystems(append(devices.filesystems(), filesystem));
            case NetworkInterface network -> devices.withInterfaces(append(devices.interfaces(), network));
            case Smartcard smartcard -> devices.withSmartcards(append(devices.smartcards(), smartcard));
            case CharacterDevice.Serial serial -> devices.withSerials(append(devices.serials(), serial));
            case CharacterDevice.Parallel parallel -> devices.withParallels(append(devices.parallels(), parallel));
            case CharacterDevice.Console console -> devices.withConsoles(append(devices.consoles(), console));
            case CharacterDevice.Channel channel -> devices.withChannels(append(devices.channels(), channel));
            case Input input -> devices.withInputs(append(devices.inputs(), input));
            case Tpm tpm -> devices.withTpms(append(devices.tpms(), tpm));
            case Graphics graphics -> devices.withGraphics(append(devices.graphics(), graphics));
            case Sound sound -> devices.withSounds(append(devices.sounds(), sound));
            case Audio audio -> devices.withAudios(append(devices.audios(), audio));
            case Video video -> devices.withVideos(append(devices.videos(), video));
            case HostDevice host -> devices.withHostdevs(append(devices.hostdevs(), host));
            case RedirectedDevice redirected -> devices.withRedirdevs(append(devices.redirdevs(), redirected));
            case RedirectFilter filter -> {
                only(devices.redirfilter() == null, "redirfilter");
                yield devices.withRedirfilter(filter);
            }
            case Hub hub -> devices.withHubs(append(devices.hubs(), hub));
            case Watchdog watchdog -> devices.withWatchdogs(append(devices.watchdogs(), watchdog));
            case MemBalloon balloon -> {
                only(devices.memballoon() == null, "memballoon");
                yield devices.withMemballoon(balloon);
            }
            case Rng rng -> devices.withRngs(append(devices.rngs(), rng));
            case NvramDevice nvram -> {
                only(devices.nvram() == null, "nvram");
                yield devices.withNvram(nvram);
            }
            case Panic panic -> devices.withPanics(append(devices.panics(), panic));
            case SharedMemory memory -> devices.withShmems(append(devices.shmems(), memory));
            case MemoryDevice memory -> devices.withMemories(append(devices.memories(), memory));
            case Iommu iommu -> devices.withIommus(append(devices.iommus(), iommu));
            case Vsock vsock -> {
                only(devices.vsock() == null, "vsock");
                yield devices.withVsock(vsock);
            }
            case Crypto crypto -> devices.withCryptos(append(devices.cryptos(), crypto));
            case PersistentStore store -> {
                only(devices.pstore() == null, "pstore");
                yield devices.withPstore(store);
            }
        };
    }

    private static <D> List<D> append(List<D> devices, D added) {
        var list = new ArrayList<>(devices);
        list.add(added);
        return List.copyOf(list);
    }

    private static void only(boolean free, String kind) {
        if (!free) {
            throw new IllegalStateException("domain already has a " + kind + " device");
        }
    }
}
