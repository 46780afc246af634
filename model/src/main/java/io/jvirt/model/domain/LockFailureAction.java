package io.jvirt.model.domain;

import io.jvirt.model.xml.XmlEnum;

/** What happens to a guest whose disk lease is lost. */
public enum LockFailureAction implements XmlEnum { POWEROFF, RESTART, PAUSE, IGNORE }
