package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;

/** What happens to a guest that powers off, reboots or crashes. */
public enum LifecycleAction implements XmlEnum {
    DESTROY, RESTART, RENAME_RESTART, PRESERVE, COREDUMP_DESTROY, COREDUMP_RESTART
}
