package io.jvirt.qemu.command;

/** What an open file descriptor that a QEMU process inherits is for. */
public enum Handle {
    /** A tap or macvtap device of an interface, one a queue. */
    TAP,
    /** The kernel's network accelerator for an interface, one a queue. */
    VHOST_NET,
    /** A vDPA device of an interface or a disk. */
    VHOST_VDPA,
    /** The kernel's vsock device. */
    VHOST_VSOCK,
    /** The kernel's SCSI host. */
    VHOST_SCSI,
    /** A listening socket of a character device. */
    CHARACTER_SOCKET,
    /** The output file of a character device. */
    CHARACTER_FILE,
    /** The log file of a character device. */
    CHARACTER_LOG,
    /** A TPM of the host. */
    TPM,
    /** The file that cancels a command of a TPM of the host. */
    TPM_CANCEL,
    /** The connection to a vhost-user GPU process. */
    VIDEO
}
