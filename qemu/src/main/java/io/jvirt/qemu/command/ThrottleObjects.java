package io.jvirt.qemu.command;

import io.jvirt.model.domain.IoTune;
import io.jvirt.model.domain.ThrottleGroup;

/** Limits that several disks share. */
final class ThrottleObjects {
    private ThrottleObjects() {
    }

    static void add(Guest guest, Arguments out) {
        for (ThrottleGroup group : guest.domain().throttlegroups()) {
            IoTune limits = group.limits();
            out.object(Props.object("throttle-group", id(limits.groupName() == null ? "" : limits.groupName()))
                    .nested("limits", limits(limits)));
        }
    }

    static String id(String group) {
        return "throttle-" + group;
    }

    /** {@return the limits in the terms of QEMU's ThrottleLimits} */
    private static Props limits(IoTune limits) {
        return Props.of()
                .positive("bps-total", limits.totalBytesSec())
                .positive("bps-read", limits.readBytesSec())
                .positive("bps-write", limits.writeBytesSec())
                .positive("iops-total", limits.totalIopsSec())
                .positive("iops-read", limits.readIopsSec())
                .positive("iops-write", limits.writeIopsSec())
                .positive("bps-total-max", limits.totalBytesSecMax())
                .positive("bps-read-max", limits.readBytesSecMax())
                .positive("bps-write-max", limits.writeBytesSecMax())
                .positive("iops-total-max", limits.totalIopsSecMax())
                .positive("iops-read-max", limits.readIopsSecMax())
                .positive("iops-write-max", limits.writeIopsSecMax())
                .positive("iops-size", limits.sizeIopsSec())
                .positive("bps-total-max-length", limits.totalBytesSecMaxLength())
                .positive("bps-read-max-length", limits.readBytesSecMaxLength())
                .positive("bps-write-max-length", limits.writeBytesSecMaxLength())
                .positive("iops-total-max-length", limits.totalIopsSecMaxLength())
                .positive("iops-read-max-length", limits.readIopsSecMaxLength())
                .positive("iops-write-max-length", limits.writeIopsSecMaxLength());
    }
}
