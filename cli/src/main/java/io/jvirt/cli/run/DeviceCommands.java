package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.cli.Invocation;

/** The commands that take a device's document. */
public final class DeviceCommands {
    private DeviceCommands() {}

    /** Gives a guest a device. */
    public static void attach(Invocation in) {
        Domain domain = in.domain();
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to attach device from " + file);
        domain.attachDevice(xml, Affects.withPersistent(in, domain));
        in.extra("Device attached successfully\n");
    }

    /** Takes a device away. */
    public static void detach(Invocation in) {
        Domain domain = in.domain();
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to detach device from " + file);
        domain.detachDevice(xml, Affects.withPersistent(in, domain));
        in.extra("Device detached successfully\n");
    }

    /** Asks for a device to be let go of. */
    public static void detachAlias(Invocation in) {
        Domain domain = in.domain();
        String alias = in.required("alias");
        in.attempt("Failed to detach device with alias " + alias);
        domain.detachDeviceAlias(alias, Affects.of(in));
        in.extra("Device detach request sent successfully\n");
    }

    /** Changes a device. */
    public static void update(Invocation in) {
        Domain domain = in.domain();
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to update device from " + file);
        domain.updateDevice(xml, Affects.ofUpdate(in, domain));
        in.extra("Device updated successfully\n");
    }
}
