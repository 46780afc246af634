package io.jvirt.device.node;

import io.jvirt.model.device.NodeCapability;
import io.jvirt.model.device.NodeDeviceDescription;
import io.jvirt.model.device.PciCapability;
import io.jvirt.model.xml.Case;
import java.util.ArrayList;
import java.util.List;

/** What a device is and can do, in single words. */
final class Capabilities {
    private Capabilities() {}

    /** {@return the words, what the device is first} */
    static List<String> of(NodeDeviceDescription device) {
        List<String> words = new ArrayList<>();
        for (NodeCapability capability : device.capability()) {
            words.add(word(capability));
            switch (capability) {
                case PciCapability pci -> pci.features().forEach(feature -> {
                    if (feature instanceof PciCapability.MdevTypesFeature || feature instanceof PciCapability.Vpd) {
                        words.add(word(feature));
                    }
                });
                case NodeCapability.ScsiHost host -> host.features().forEach(feature ->
                        words.add(feature instanceof NodeCapability.FcHost ? "fc_host" : "vports"));
                case NodeCapability.Css css when css.mdevTypes() != null -> words.add("mdev_types");
                case NodeCapability.ApMatrix matrix when matrix.mdevTypes() != null -> words.add("mdev_types");
                default -> { }
            }
        }
        return words;
    }

    private static String word(Object capability) {
        Case named = capability.getClass().getAnnotation(Case.class);
        return named == null ? "" : named.value()[0];
    }
}
