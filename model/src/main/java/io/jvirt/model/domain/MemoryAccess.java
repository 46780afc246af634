package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;

/** Whether other processes may share a guest's memory. */
public enum MemoryAccess implements XmlEnum { SHARED, PRIVATE }
