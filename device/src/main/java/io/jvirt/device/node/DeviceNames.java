package io.jvirt.device.node;

/** Names of devices as libvirt makes them. */
final class DeviceNames {
    /** The name of the host itself. */
    static final String COMPUTER = "computer";

    private DeviceNames() {}

    /**
     * {@return the name of a device: what it is, its name in sysfs and what tells it from others, words joined by underscores}
     *
     * @param suffix such as a serial number; empty for none
     */
    static String of(String subsystem, String name, String suffix) {
        return (subsystem + "_" + name + (suffix.isEmpty() ? "" : "_" + suffix)).replaceAll("[^a-zA-Z0-9]", "_");
    }
}
