package io.jvirt.model.domain;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Shares of the host's block input and output.")
public record BlkioTune(
        @Child @Range(max = 10000) @Doc("Share of the whole guest, 100 to 1000.") @Nullable Integer weight,
        @Child List<Device> device) {
    public BlkioTune {
        device = List.copyOf(device);
    }

    @Element("device")
    @Doc("Limits for one block device of the host.")
    public record Device(
            @Child @Doc("The host's device.") String path,
            @Child @Doc("Share.") @Nullable Integer weight,
            @Child("read_iops_sec") @Doc("Reading requests a second.") @Nullable Integer readIopsSec,
            @Child("write_iops_sec") @Doc("Writing requests a second.") @Nullable Integer writeIopsSec,
            @Child("read_bytes_sec") @Doc("Bytes read a second.") @Nullable Long readBytesSec,
            @Child("write_bytes_sec") @Doc("Bytes written a second.") @Nullable Long writeBytesSec) {
    }
}
