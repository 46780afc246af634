package io.jvirt.qemu.qmp;

/**
 * Who hears a monitor. Called on one thread of the monitor's own, one call at a time, in QEMU's order; it may run commands on the same
 * monitor, but events wait meanwhile.
 */
public interface QmpListener {
    /** Something happened. */
    void event(QmpEvent event);

    /** The monitor ended, after the last event; the last call. {@code reason} tells how: closed by QEMU, garbled, or by us. */
    void closed(QmpException reason);
}
