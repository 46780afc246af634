package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;

/** The technology of a guest (virDomainVirtType). */
public enum DomainType implements XmlEnum {
    QEMU, KQEMU, KVM, XEN, LXC, UML, OPENVZ, TEST, VMWARE, HYPERV, VBOX, PHYP, PARALLELS, BHYVE, VZ, HVF
}
