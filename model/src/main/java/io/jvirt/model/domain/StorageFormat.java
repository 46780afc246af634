package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;

/** The format of a disk image (virStorageFileFormat). */
public enum StorageFormat implements XmlEnum {
    NONE, RAW, DIR, BOCHS, CLOOP, DMG, ISO, VPC, VDI, FAT, VHD, PLOOP, COW, QCOW, QCOW2, QED, VMDK
}
