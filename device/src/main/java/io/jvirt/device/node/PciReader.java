package io.jvirt.device.node;

import io.jvirt.device.sysfs.IdRegister;
import io.jvirt.device.sysfs.SysfsDevice;
import io.jvirt.model.PciAddress;
import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.PciCapability;
import io.jvirt.model.device.PciCapability.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PCI functions ({@code Documentation/ABI/testing/sysfs-bus-pci} of the kernel). */
final class PciReader implements CapabilityReader {
    private static final Pattern ADDRESS = Pattern.compile("([0-9a-f]{4,8}):([0-9a-f]{2}):([0-9a-f]{2})\\.([0-7])");
    private static final Pattern SPEED = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) GT/s.*");
    /** Place of the header type in a function's configuration (PCI Local Bus Specification, section 6.1). */
    private static final int HEADER_TYPE = 0x0e;
    /** Place of the pointer to the first capability. */
    private static final int CAPABILITIES = 0x34;
    private static final int EXPRESS = 0x10;
    /** Place of the link capabilities in the capability of PCI Express; the port's number is in its highest byte. */
    private static final int LINK_CAPABILITIES_PORT = 0x0f;

    private final IdRegister register = new IdRegister("pci.ids");

    @Override
    public Optional<NodeCapability> read(SysfsDevice device) {
        Optional<PciAddress> address = address(device.name());
        if (!device.subsystem().equals("pci") || address.isEmpty()) {
            return Optional.empty();
        }
        PciAddress at = address.get();
        int vendor = device.hexadecimal("vendor").orElse(0);
        int product = device.hexadecimal("device").orElse(0);
        OptionalInt deviceClass = device.hexadecimal("class");
        OptionalInt node = device.integer("numa_node");
        byte[] configuration = configuration(device);
        return Optional.of(new PciCapability(deviceClass.isPresent() ? deviceClass.getAsInt() : null, at.domain(), at.bus(), at.slot(),
                at.function(), new NodeCapability.Identifier(product, register.product(vendor, product).orElse(null)),
                new NodeCapability.Identifier(vendor, register.vendor(vendor).orElse(null)), features(device, configuration),
                iommuGroup(device), node.isPresent() && node.getAsInt() >= 0 ? node.getAsInt() : null, express(device, configuration)));
    }

    /** {@return the function that a name of sysfs means} */
    static Optional<PciAddress> address(String name) {
        Matcher form = ADDRESS.matcher(name);
        if (!form.matches() || form.group(1).length() > 4) {
            return Optional.empty();
        }
        return Optional.of(new PciAddress(Integer.parseInt(form.group(1), 16), Integer.parseInt(form.group(2), 16),
                Integer.parseInt(form.group(3), 16), Integer.parseInt(form.group(4), 16)));
    }

    private static byte[] configuration(SysfsDevice device) {
        try {
            return Files.readAllBytes(device.path().resolve("config"));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static List<Feature> features(SysfsDevice device, byte[] configuration) {
        List<Feature> features = new ArrayList<>();
        device.target("physfn").flatMap(function -> address(function.name()))
                .ifPresent(address -> features.add(new PciCapability.PhysicalFunction(address)));
        OptionalInt most = device.integer("sriov_totalvfs");
        List<PciAddress> virtual = new ArrayList<>();
        for (int i = 0; device.has("virtfn" + i); i++) {
            device.target("virtfn" + i).flatMap(function -> address(function.name())).ifPresent(virtual::add);
        }
        if (most.orElse(0) > 0 || !virtual.isEmpty()) {
            features.add(new PciCapability.VirtualFunctions(most.isPresent() ? most.getAsInt() : null, virtual));
        }
        int header = configuration.length > HEADER_TYPE ? configuration[HEADER_TYPE] & 0x7f : 0;
        if (header == 1) {
            features.add(new PciCapability.PciBridge());
        } else if (header == 2) {
            features.add(new PciCapability.CardbusBridge());
        }
        List<NodeCapability.MdevType> types = MdevReader.types(device);
        if (!types.isEmpty()) {
            features.add(new PciCapability.MdevTypesFeature(types));
        }
        VitalProductData.read(device).ifPresent(features::add);
        return features;
    }

    private static PciCapability.@Nullable IommuGroup iommuGroup(SysfsDevice device) {
        Optional<SysfsDevice> group = device.target("iommu_group");
        if (group.isEmpty()) {
            return null;
        }
        List<PciAddress> members = group.get().names("devices").stream().flatMap(name -> address(name).stream()).toList();
        return new PciCapability.IommuGroup(Integer.parseInt(group.get().name()), members);
    }

    private static PciCapability.@Nullable Express express(SysfsDevice device, byte[] configuration) {
        int place = capability(configuration, EXPRESS);
        if (place < 0) {
            return null;
        }
        List<PciCapability.Link> links = new ArrayList<>();
        device.text("max_link_width").flatMap(PciReader::width).ifPresent(width -> {
            int port = place + LINK_CAPABILITIES_PORT < configuration.length ? configuration[place + LINK_CAPABILITIES_PORT] & 0xff : 0;
            links.add(new PciCapability.Link(PciCapability.Validity.CAP, port, speed(device, "max_link_speed"), width));
        });
        device.text("current_link_width").flatMap(PciReader::width).ifPresent(width ->
                links.add(new PciCapability.Link(PciCapability.Validity.STA, null, speed(device, "current_link_speed"), width)));
        return new PciCapability.Express(links);
    }

    /** A link whose width nobody knows has 255 lanes in sysfs. */
    private static Optional<Integer> width(String text) {
        return text.matches("[0-9]{1,3}") && !text.equals("255") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static @Nullable String speed(SysfsDevice device, String attribute) {
        Matcher speed = SPEED.matcher(device.text(attribute).orElse(""));
        return speed.matches() ? speed.group(1).replaceFirst("\\.0$", "") : null;
    }

    /** {@return where a capability is in the configuration, -1 when the function lacks it; only root can read that far} */
    private static int capability(byte[] configuration, int wanted) {
        int at = configuration.length > CAPABILITIES ? configuration[CAPABILITIES] & 0xfc : 0;
        for (int steps = 0; at >= 0x40 && at + 1 < configuration.length && steps < 48; steps++) {
            if ((configuration[at] & 0xff) == wanted) {
                return at;
            }
            at = configuration[at + 1] & 0xfc;
        }
        return -1;
    }
}
