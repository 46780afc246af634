package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;

/** Where a disk's data is (virStorageType). */
public enum StorageType implements XmlEnum { NONE, FILE, BLOCK, DIR, NETWORK, VOLUME, NVME, @XmlName("vhostuser") VHOST_USER, @XmlName("vhostvdpa") VHOST_VDPA }
