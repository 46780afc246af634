package io.jvirt.api;

/** Which part an error came from, in the order of libvirt's {@code virErrorDomain}: the ordinal is the number. */
public enum ErrorDomain {
    NONE, XEN, XEND, XENSTORE, SEXPR, XML, DOM, RPC, PROXY, CONF, QEMU, NET, TEST, REMOTE, OPENVZ, XENXM, STATS_LINUX,
    LXC, STORAGE, NETWORK, DOMAIN, UML, NODEDEV, XEN_INOTIFY, SECURITY, VBOX, INTERFACE, ONE, ESX, PHYP, SECRET, CPU,
    XENAPI, NWFILTER, HOOK, DOMAIN_SNAPSHOT, AUDIT, SYSINFO, STREAMS, VMWARE, EVENT, LIBXL, LOCKING, HYPERV,
    CAPABILITIES, URI, AUTH, DBUS, PARALLELS, DEVICE, SSH, LOCKSPACE, INITCTL, IDENTITY, CGROUP, ACCESS, SYSTEMD,
    BHYVE, CRYPTO, FIREWALL, POLKIT, THREAD, ADMIN, LOGGING, XENXL, PERF, LIBSSH, RESCTRL, FIREWALLD,
    DOMAIN_CHECKPOINT, TPM, BPF, CH;

    private static final ErrorDomain[] BY_NUMBER = values();

    /** {@return the number on the wire} */
    public int number() {
        return ordinal();
    }

    /** {@return the domain with this number, {@link #NONE} for an unknown one} */
    public static ErrorDomain of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : NONE;
    }
}
