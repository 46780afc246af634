package io.jvirt.qemu.operations;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.guest.Run;
import io.jvirt.qemu.job.JobLock;
import io.jvirt.qemu.qmp.QmpException;
import java.util.List;

/** Orders for QEMU itself that somebody wrote by hand. What they change behind our back is their writer's business. */
public final class MonitorAccess {
    private MonitorAccess() {}

    /** {@return QEMU's answer to a line for people, or to a JSON command} */
    public static String command(Guest guest, String command, boolean forPeople) {
        try (JobLock.Job job = guest.jobs().begin("virDomainQemuMonitorCommand")) {
            Run run = guest.run();
            return forPeople
                    ? run.monitor().human(command)
                    : run.monitor().passThrough(command, List.of()).toString();
        } catch (QmpException e) {
            throw e.toJvirt();
        } catch (IllegalArgumentException e) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, String.valueOf(e.getMessage()), e);
        }
    }

    /** Sends a non-maskable interrupt to the guest's CPUs. */
    public static void injectNmi(Guest guest) {
        try (JobLock.Job job = guest.jobs().begin("virDomainInjectNMI")) {
            Ask.monitor(guest.run(), "inject-nmi");
        }
    }
}
