package io.jvirt.qemu;

import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.save.SaveFormat;
import java.time.Duration;
import java.util.List;

/**
 * What an administrator or an embedding program can change about the driver.
 *
 * @param displayPortFirst lowest TCP port for displays
 * @param displayPortLast highest TCP port for displays
 * @param websocketPortFirst lowest TCP port for displays' websockets
 * @param websocketPortLast highest TCP port for displays' websockets
 * @param saveFormat how saved memory is packed
 * @param users users that QEMU may run as in the host's instance: the first that exists; with none, as root
 * @param jobPatience how long a call waits for its turn to change a guest
 */
public record QemuSettings(
        int displayPortFirst,
        int displayPortLast,
        int websocketPortFirst,
        int websocketPortLast,
        SaveFormat saveFormat,
        List<String> users,
        Duration jobPatience) {
    /** Keeps a copy. */
    public QemuSettings {
        users = List.copyOf(users);
    }

    /** What holds when nothing is said: libvirt's. */
    public static final QemuSettings DEFAULT = 
            new QemuSettings(5900, 65535, 5700, 65535, SaveFormat.RAW, List.of("jvirt-qemu", "libvirt-qemu"), JobLock.PATIENCE);
}
