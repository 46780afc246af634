package io.jvirt.qemu.life;

import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.IoTune;
import io.jvirt.model.xml.Records;
import io.jvirt.qemu.qmp.QmpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits of disks in a running QEMU (QAPI's BlockIOThrottle): no command line can give them to a block node. */
public final class DiskThrottle {
    private DiskThrottle() {}

    /** Sets the limits that the disk's document says; none lifts those there were. */
    public static void set(QmpClient monitor, Disk disk) {
        IoTune limits = disk.iotune() == null ? Records.blank(IoTune.class) : disk.iotune();
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("id", device(disk));
        arguments.put("bps", orZero(limits.totalBytesSec()));
        arguments.put("bps_rd", orZero(limits.readBytesSec()));
        arguments.put("bps_wr", orZero(limits.writeBytesSec()));
        arguments.put("iops", orZero(limits.totalIopsSec()));
        arguments.put("iops_rd", orZero(limits.readIopsSec()));
        arguments.put("iops_wr", orZero(limits.writeIopsSec()));
        arguments.put("bps_max", orZero(limits.totalBytesSecMax()));
        arguments.put("bps_rd_max", orZero(limits.readBytesSecMax()));
        arguments.put("bps_wr_max", orZero(limits.writeBytesSecMax()));
        arguments.put("iops_max", orZero(limits.totalIopsSecMax()));
        arguments.put("iops_rd_max", orZero(limits.readIopsSecMax()));
        arguments.put("iops_wr_max", orZero(limits.writeIopsSecMax()));
        length(arguments, "bps_max_length", limits.totalBytesSecMaxLength());
        length(arguments, "bps_rd_max_length", limits.readBytesSecMaxLength());
        length(arguments, "bps_wr_max_length", limits.writeBytesSecMaxLength());
        length(arguments, "iops_max_length", limits.totalIopsSecMaxLength());
        length(arguments, "iops_rd_max_length", limits.readIopsSecMaxLength());
        length(arguments, "iops_wr_max_length", limits.writeIopsSecMaxLength());
        length(arguments, "iops_size", limits.sizeIopsSec());
        if (limits.groupName() != null) {
            arguments.put("group", limits.groupName());
        }
        monitor.execute("block_set_io_throttle", arguments);
    }

    /** Of a virtio disk it is a part of the device that has the block node. */
    private static String device(Disk disk) {
        String alias = String.valueOf(disk.info().alias());
        Disk.Target target = disk.target();
        return target != null && target.bus() == Disk.Bus.VIRTIO ? "/machine/peripheral/" + alias + "/virtio-backend" : alias;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static void length(Map<String, Object> arguments, String name, @Nullable Long value) {
        if (value != null && value != 0) {
            arguments.put(name, value);
        }
    }
}
