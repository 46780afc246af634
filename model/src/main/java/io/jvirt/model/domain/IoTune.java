package io.jvirt.model.domain;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Limits of a disk, in bytes and requests a second.")
public record IoTune(
        @Child("total_bytes_sec") @Doc("Bytes read and written a second.") @Nullable Long totalBytesSec,
        @Child("read_bytes_sec") @Doc("Bytes read a second.") @Nullable Long readBytesSec,
        @Child("write_bytes_sec") @Doc("Bytes written a second.") @Nullable Long writeBytesSec,
        @Child("total_iops_sec") @Doc("Requests a second.") @Nullable Long totalIopsSec,
        @Child("read_iops_sec") @Doc("Reading requests a second.") @Nullable Long readIopsSec,
        @Child("write_iops_sec") @Doc("Writing requests a second.") @Nullable Long writeIopsSec,
        @Child("total_bytes_sec_max") @Doc("Bytes a second in a burst.") @Nullable Long totalBytesSecMax,
        @Child("read_bytes_sec_max") @Doc("Bytes read a second in a burst.") @Nullable Long readBytesSecMax,
        @Child("write_bytes_sec_max") @Doc("Bytes written a second in a burst.") @Nullable Long writeBytesSecMax,
        @Child("total_iops_sec_max") @Doc("Requests a second in a burst.") @Nullable Long totalIopsSecMax,
        @Child("read_iops_sec_max") @Doc("Reading requests a second in a burst.") @Nullable Long readIopsSecMax,
        @Child("write_iops_sec_max") @Doc("Writing requests a second in a burst.") @Nullable Long writeIopsSecMax,
        @Child("size_iops_sec") @Doc("Size in bytes that counts as one request.") @Nullable Long sizeIopsSec,
        @Child("group_name") @Doc("Name of the group of disks that share the limits.") @Nullable String groupName,
        @Child("total_bytes_sec_max_length") @Doc("Seconds that such a burst may last.") @Nullable Long totalBytesSecMaxLength,
        @Child("read_bytes_sec_max_length") @Doc("Seconds that such a burst may last.") @Nullable Long readBytesSecMaxLength,
        @Child("write_bytes_sec_max_length") @Doc("Seconds that such a burst may last.") @Nullable Long writeBytesSecMaxLength,
        @Child("total_iops_sec_max_length") @Doc("Seconds that such a burst may last.") @Nullable Long totalIopsSecMaxLength,
        @Child("read_iops_sec_max_length") @Doc("Seconds that such a burst may last.") @Nullable Long readIopsSecMaxLength,
        @Child("write_iops_sec_max_length") @Doc("Seconds that such a burst may last.") @Nullable Long writeIopsSecMaxLength) {
}
