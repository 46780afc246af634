package io.jvirt.qemu.complete;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Graphics;
import io.jvirt.model.domain.Video;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;

/** Graphics cards and displays that do not go together. */
final class DisplayRules {
    private final Draft draft;
    private final QemuCapabilities caps;

    DisplayRules(Draft draft, QemuCapabilities caps) {
        this.draft = draft;
        this.caps = caps;
    }

    void check() {
        for (int i = 0; i < draft.videos.size(); i++) {
            card(draft.videos.get(i), i == 0);
        }
        displays();
    }

    private void card(Video video, boolean primary) {
        Video.Model model = video.model();
        Video.Type type = model == null ? null : model.type();
        if (model == null || type == null) {
            return;
        }
        boolean possible = switch (type) {
            case XEN, VBOX, PARALLELS, GOP -> false;
            case VGA -> caps.has(QemuFact.DEVICE_VGA);
            case CIRRUS -> caps.has(QemuFact.DEVICE_CIRRUS_VGA);
            case VMVGA -> caps.has(QemuFact.DEVICE_VMWARE_SVGA);
            case QXL -> caps.has(QemuFact.QXL);
            case VIRTIO -> caps.has(QemuFact.DEVICE_VIRTIO_GPU) || caps.has(QemuFact.DEVICE_VIRTIO_GPU_CCW);
            case BOCHS -> caps.has(QemuFact.DEVICE_BOCHS_DISPLAY);
            case RAMFB -> caps.has(QemuFact.DEVICE_RAMFB);
            case NONE -> true;
        };
        if (!possible) {
            throw Errors.unsupported("This QEMU has no video card of type '" + type.xml() + "'");
        }
        if (type == Video.Type.NONE && draft.videos.size() > 1) {
            throw Errors.unsupported("Video type 'none' means no card and cannot stand beside others");
        }
        boolean secondary = type == Video.Type.QXL || type == Video.Type.VIRTIO;
        if (!primary && !secondary) {
            throw Errors.unsupported("Video type '" + type.xml() + "' can only be the first card; use 'qxl' or 'virtio'");
        }
        if (model.acceleration() != null && model.acceleration().accel3d() == YesNo.YES
                && type != Video.Type.VIRTIO) {
            throw Errors.unsupported("3D acceleration needs video type 'virtio', not '" + type.xml() + "'");
        }
        if (model.blob() != null && type != Video.Type.VIRTIO) {
            throw Errors.unsupported("Blob resources need video type 'virtio', not '" + type.xml() + "'");
        }
        boolean vhost = video.driver() != null && video.driver().name() == Video.DriverName.VHOST_USER;
        if (vhost && type != Video.Type.VIRTIO) {
            throw Errors.unsupported("Video driver 'vhostuser' needs video type 'virtio', not '" + type.xml() + "'");
        }
        if (vhost && !DiskRules.sharesMemory(draft)) {
            throw Errors.unsupported("Video driver 'vhostuser' needs memory that is shared (<access mode='shared'/>)");
        }
    }

    private void displays() {
        boolean headless = false;
        boolean remote = false;
        int gl = 0;
        int own = 0;
        for (Graphics g : draft.graphics) {
            switch (g) {
                case Graphics.Vnc vnc -> {
                    remote = true;
                    if (!caps.has(QemuFact.VNC)) {
                        throw Errors.unsupported("This QEMU has no VNC");
                    }
                }
                case Graphics.Spice spice -> {
                    remote = true;
                    if (!caps.has(QemuFact.SPICE)) {
                        throw Errors.unsupported("This QEMU has no SPICE");
                    }
                    if (spice.gl() != null && spice.gl().enable() == YesNo.YES) {
                        gl++;
                    }
                }
                case Graphics.Sdl sdl -> own++;
                case Graphics.EglHeadless egl -> headless = true;
                case Graphics.Dbus dbus -> {
                    if (dbus.p2p() == YesNo.YES && dbus.address() != null) {
                        throw Errors.unsupported("A D-Bus display is either peer to peer or has an address, not both");
                    }
                }
                case Graphics.Rdp rdp -> throw Errors.unsupported("QEMU has no display of type 'rdp'");
                case Graphics.Desktop desktop -> throw Errors.unsupported("QEMU has no display of type 'desktop'");
            }
        }
        if (headless && !remote) {
            throw Errors.unsupported("Display 'egl-headless' draws for 'vnc' or 'spice' and needs one of them");
        }
        if (headless && gl > 0) {
            throw Errors.unsupported("SPICE with OpenGL draws itself and does not go with 'egl-headless'");
        }
        if (own > 1) {
            throw Errors.unsupported("QEMU has one window: there can only be one display of type 'sdl'");
        }
    }
}
