package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.StorageSource;

/** Helpers through which QEMU makes persistent SCSI reservations, which need more rights than it has. */
final class ReservationObjects {
    private static final String MANAGED = "pr-helper0";

    private ReservationObjects() {
    }

    static void managed(Guest guest, Arguments out) {
        boolean any = guest.devices().disks().stream().map(d -> d.source().common().reservations())
                .anyMatch(r -> r != null && r.managed() == YesNo.YES);
        if (any) {
            out.object(Props.object("pr-manager-helper", MANAGED)
                    .text("path", guest.environment().directory() + "/pr-helper0.sock"));
        }
    }

    /** Adds the helper of one disk, if the disk has one of its own. */
    static void own(Arguments out, StorageSource source, String alias) {
        StorageSource.Reservations reservations = source.common().reservations();
        if (reservations != null && reservations.managed() == YesNo.NO && reservations.source() != null) {
            out.object(Props.object("pr-manager-helper", id(reservations, alias))
                    .text("path", reservations.source().path()));
        }
    }

    /** {@return the helper's name} */
    static String id(StorageSource.Reservations reservations, String alias) {
        return reservations.managed() == YesNo.YES ? MANAGED : "pr-helper-" + alias;
    }
}
