package io.jvirt.qemu.command;

import io.jvirt.model.domain.MemBalloon;

/** The device that takes memory back from the guest. */
final class BalloonDevice {
    private BalloonDevice() {
    }

    static void add(Guest guest, Arguments out) {
        MemBalloon balloon = guest.devices().memballoon();
        if (balloon == null || balloon.model() == MemBalloon.Model.NONE) {
            return;
        }
        guest.require(balloon.model() != MemBalloon.Model.XEN,
                "Memory balloon device type 'xen' is not supported by this version of qemu");
        Props props = VirtioDevice.props("virtio-balloon", balloon.model(), VirtioDevice.options(balloon.driver()),
                balloon.info()).text("id", guest.alias(balloon)).flag("deflate-on-oom", balloon.autodeflate())
                .flag("free-page-reporting", balloon.freePageReporting());
        Addresses.add(guest, props, balloon.info());
        Addresses.extension(guest, out, balloon.info());
        out.device(props);
    }
}
