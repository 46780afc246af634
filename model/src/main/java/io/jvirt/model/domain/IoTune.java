package io.jvirt.model.domain;

import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Limits of a disk, in bytes and requests a second.")
public record IoTune(
        @Child("total_bytes_sec") @Nullable Long totalBytesSec,
        @Child("read_bytes_sec") @Nullable Long readBytesSec,
        @Child("write_bytes_sec") @Nullable Long writeBytesSec,
        @Child("total_iops_sec") @Nullable Long totalIopsSec,
        @Child("read_iops_sec") @Nullable Long readIopsSec,
        @Child("write_iops_sec") @Nullable Long writeIopsSec,
        @Child("total_bytes_sec_max") @Nullable Long totalBytesSecMax,
        @Child("read_bytes_sec_max") @Nullable Long readBytesSecMax,
        @Child("write_bytes_sec_max") @Nullable Long writeBytesSecMax,
        @Child("total_iops_sec_max") @Nullable Long totalIopsSecMax,
        @Child("read_iops_sec_max") @Nullable Long readIopsSecMax,
        @Child("write_iops_sec_max") @Nullable Long writeIopsSecMax,
        @Child("size_iops_sec") @Nullable Long sizeIopsSec,
        @Child("group_name") @Nullable String groupName,
        @Child("total_bytes_sec_max_length") @Nullable Long totalBytesSecMaxLength,
        @Child("read_bytes_sec_max_length") @Nullable Long readBytesSecMaxLength,
        @Child("write_bytes_sec_max_length") @Nullable Long writeBytesSecMaxLength,
        @Child("total_iops_sec_max_length") @Nullable Long totalIopsSecMaxLength,
        @Child("read_iops_sec_max_length") @Nullable Long readIopsSecMaxLength,
        @Child("write_iops_sec_max_length") @Nullable Long writeIopsSecMaxLength) {
}
