package io.jvirt.qemu.command;

import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.Filesystem;
import io.jvirt.model.domain.VirtioOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders of the host in the guest: served by QEMU itself (9p), by a process beside it (virtiofs), or as MTP. */
final class FilesystemDevices {
    private FilesystemDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Filesystem filesystem : guest.devices().filesystems()) {
            Filesystem.DriverType type = filesystem.driver() == null || filesystem.driver().type() == null
                    ? Filesystem.DriverType.PATH : filesystem.driver().type();
            switch (type) {
                case PATH, HANDLE -> shared(guest, out, filesystem, type);
                case VIRTIOFS -> virtiofs(guest, out, filesystem);
                case MTP -> mtp(guest, out, filesystem);
                case LOOP, NBD, PLOOP -> throw Guest.unsupported(
                        "Filesystem driver type '" + type.xml() + "' not supported");
            }
        }
    }

    private static @Nullable VirtioOptions options(Filesystem filesystem) {
        return filesystem.driver() == null ? null : filesystem.driver().virtio();
    }

    private static @Nullable String folder(Filesystem filesystem) {
        return filesystem.source() instanceof Filesystem.Mount mount ? mount.dir() : null;
    }

    private static void shared(Guest guest, Arguments out, Filesystem filesystem, Filesystem.DriverType type) {
        String alias = guest.alias(filesystem);
        KeyValues values = KeyValues.of(type == Filesystem.DriverType.HANDLE ? "handle" : "local");
        if (type == Filesystem.DriverType.PATH) {
            Filesystem.AccessMode mode = filesystem.accessmode() == null
                    ? Filesystem.AccessMode.PASSTHROUGH : filesystem.accessmode();
            values.put("security_model", switch (mode) {
                        case MAPPED -> "mapped";
                        case PASSTHROUGH -> "passthrough";
                        case SQUASH -> "none";
                    })
                    .put("multidevs", filesystem.multidevs() == null ? null : filesystem.multidevs().xml())
                    .put("fmode", octal(filesystem.fmode())).put("dmode", octal(filesystem.dmode()));
        }
        Filesystem.Driver driver = filesystem.driver();
        values.put("writeout", driver == null || driver.wrpolicy() == null ? null : driver.wrpolicy().xml())
                .put("id", "fsdev-" + alias).put("path", folder(filesystem));
        if (filesystem.readonly()) {
            values.put("readonly", "on");
        }
        out.add("fsdev", values);
        Addresses.extension(guest, out, filesystem.info());
        Props props = VirtioDevice.props("virtio-9p", filesystem.model(), options(filesystem), filesystem.info())
                .text("id", alias).text("fsdev", "fsdev-" + alias).text("mount_tag", filesystem.target());
        Addresses.add(guest, props, filesystem.info());
        out.device(props);
    }

    /** {@return file permissions with four octal digits} */
    private static @Nullable String octal(@Nullable String mode) {
        return mode == null ? null : String.format("%04o", Integer.parseInt(mode, 8));
    }

    private static void virtiofs(Guest guest, Arguments out, Filesystem filesystem) {
        String alias = guest.alias(filesystem);
        String chardev = DiskDevices.vhostUserId(alias);
        String own = filesystem.source() instanceof Filesystem.Mount mount ? mount.socket() : null;
        String socket = own != null ? own : guest.environment().paths()
                .getOrDefault(alias, guest.environment().directory() + "/" + alias + "-fs.sock");
        CharDevices.vhostUser(guest, out, chardev,
                new CharBackend.UnixSource(CharBackend.Mode.CONNECT, socket, List.of(), null));
        Addresses.extension(guest, out, filesystem.info());
        Props props = VirtioDevice.props("vhost-user-fs", filesystem.model(), options(filesystem), filesystem.info())
                .text("id", alias).text("chardev", chardev)
                .positive("queue-size", filesystem.driver() == null ? null : filesystem.driver().queue())
                .text("tag", filesystem.target())
                .number("bootindex", BootOrder.own(filesystem.info()));
        Addresses.add(guest, props, filesystem.info());
        out.device(props);
    }

    private static void mtp(Guest guest, Arguments out, Filesystem filesystem) {
        Props props = Props.device("usb-mtp").text("id", guest.alias(filesystem))
                .text("rootdir", folder(filesystem)).text("desc", filesystem.target())
                .flag("readonly", filesystem.readonly());
        Addresses.add(guest, props, filesystem.info());
        out.device(props);
    }
}
