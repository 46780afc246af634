package io.jvirt.qemu.agent;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the guest sees a disk (GuestDiskAddress of the agent's protocol).
 *
 * @param busType such as virtio, scsi, sata, ide, usb
 * @param domain PCI address of the controller, all parts -1 when the guest does not know
 * @param bus PCI bus
 * @param slot PCI slot
 * @param function PCI function
 * @param controllerBus bus on the controller
 * @param target on that bus
 * @param unit of the target
 * @param serial the disk's serial number, or null
 * @param device the guest's name for it, such as /dev/vda, or null
 */
public record AgentDisk(
        String busType,
        int domain,
        int bus,
        int slot,
        int function,
        int controllerBus,
        int target,
        int unit,
        @Nullable String serial,
        @Nullable String device) {
    static AgentDisk of(JsonNode node) {
        JsonNode pci = node.path("pci-controller");
        return new AgentDisk(
                node.path("bus-type").asString(""),
                pci.path("domain").asInt(-1),
                pci.path("bus").asInt(-1),
                pci.path("slot").asInt(-1),
                pci.path("function").asInt(-1),
                node.path("bus").asInt(0),
                node.path("target").asInt(0),
                node.path("unit").asInt(0),
                node.path("serial").stringValue(null),
                node.path("dev").stringValue(null));
    }
}
