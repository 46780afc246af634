package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;

/** The format of a disk image (virStorageFileFormat). */
public enum StorageFormat implements XmlEnum {
    NONE, @XmlName(value = "raw", aliases = "aio") RAW, DIR, BOCHS, CLOOP, DMG, ISO, VPC, VDI, FAT, VHD, PLOOP, COW, QCOW, QCOW2, QED, VMDK
}
