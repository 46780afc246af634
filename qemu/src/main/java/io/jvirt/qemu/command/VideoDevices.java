package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Video;
import io.jvirt.model.domain.VirtioOptions;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Graphics cards. */
final class VideoDevices {
    private static final long KIB = 1024;

    private VideoDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Video video : guest.devices().videos()) {
            Video.Type type = type(video);
            if (type != Video.Type.NONE) {
                if (isVhostUser(video)) {
                    vhostUser(guest, out, video);
                }
                Addresses.extension(guest, out, video.info());
                out.device(props(guest, video, type));
            }
        }
    }

    private static Video.Type type(Video video) {
        Video.Type type = video.model() == null ? null : video.model().type();
        if (type == null) {
            throw new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, "a video device has no model");
        }
        return type;
    }

    private static boolean isVhostUser(Video video) {
        return video.driver() != null && video.driver().name() == Video.DriverName.VHOST_USER;
    }

    private static void vhostUser(Guest guest, Arguments out, Video video) {
        String alias = guest.alias(video);
        List<Integer> handles = guest.environment().handles().of(alias, Handle.VIDEO);
        KeyValues values = KeyValues.of("socket").put("id", DiskDevices.vhostUserId(alias));
        if (handles.isEmpty()) {
            values.put("path", guest.environment().paths()
                    .getOrDefault(alias, guest.environment().directory() + "/" + alias + "-gpu.sock"));
        } else {
            values.put("fd", handles.getFirst());
        }
        out.add("chardev", values);
    }

    private static Props props(Guest guest, Video video, Video.Type type) {
        Video.Model model = video.model();
        if (model == null) {
            throw new IllegalStateException("checked before");
        }
        boolean vhostUser = isVhostUser(video);
        boolean accelerated = model.acceleration() != null && YesNo.isYes(model.acceleration().accel3d());
        Props props = head(guest, video, type, vhostUser, accelerated);
        props.text("id", guest.alias(video));
        if (type == Video.Type.QXL || type == Video.Type.VIRTIO) {
            props.positive("max_outputs", model.heads());
        }
        if (type == Video.Type.QXL) {
            props.positive("ram_size", bytes(model.ram())).positive("vram_size", bytes(model.vram()))
                    .number("vram64_size_mb", mib(model.vram64())).number("vgamem_mb", mib(model.vgamem()));
        } else if (vhostUser) {
            props.text("chardev", DiskDevices.vhostUserId(guest.alias(video)));
        } else if (type == Video.Type.VGA || type == Video.Type.VMVGA) {
            props.positive("vgamem_mb", model.vram() == null ? null : (Integer) (model.vram() / 1024));
        } else if (type == Video.Type.BOCHS) {
            props.positive("vgamem", bytes(model.vram()));
        } else if (type == Video.Type.VIRTIO) {
            props.flag("blob", model.blob());
        }
        props.flag("edid", model.edid());
        if (model.resolution() != null) {
            props.number("xres", model.resolution().x()).number("yres", model.resolution().y());
        }
        Addresses.add(guest, props, video.info());
        return props;
    }

    /** {@return the properties up to the device's name} The first card is VGA compatible where it can. */
    private static Props head(Guest guest, Video video, Video.Type type, boolean vhostUser, boolean accelerated) {
        boolean vga = video.model() != null && YesNo.isYes(video.model().primary()) && hasVga(guest, type, vhostUser);
        VirtioOptions options = video.driver() == null ? null : video.driver().virtio();
        if (vhostUser) {
            return vga ? VirtioDevice.withOptions(Props.device("vhost-user-vga"), null)
                    : virtio("vhost-user-gpu", options, video);
        }
        return switch (type) {
            case VIRTIO -> vga
                    ? VirtioDevice.withOptions(Props.device(
                            accelerated && guest.has(QemuFact.VIRTIO_VGA_GL) ? "virtio-vga-gl" : "virtio-vga"), options)
                    : virtio(accelerated && guest.has(QemuFact.VIRTIO_GPU_GL_PCI) ? "virtio-gpu-gl" : "virtio-gpu",
                            options, video);
            case QXL -> Props.device(vga ? "qxl-vga" : "qxl");
            case VGA -> Props.device("VGA");
            case CIRRUS -> Props.device("cirrus-vga");
            case VMVGA -> Props.device("vmware-svga");
            case BOCHS -> Props.device("bochs-display");
            case RAMFB -> Props.device("ramfb");
            case XEN, VBOX, PARALLELS, GOP, NONE -> throw new JvirtException(ErrorCode.INTERNAL_ERROR,
                    ErrorDomain.QEMU, "invalid model for video type '" + type.xml() + "'");
        };
    }

    private static Props virtio(String base, @Nullable VirtioOptions options, Video video) {
        if (video.info().address() instanceof DeviceAddress.VirtioMmio) {
            return VirtioDevice.withOptions(Props.device(base + "-device"), options);
        }
        return VirtioDevice.props(base, (String) null, options, video.info());
    }

    private static boolean hasVga(Guest guest, Video.Type type, boolean vhostUser) {
        return switch (type) {
            case VIRTIO -> guest.has(vhostUser ? QemuFact.DEVICE_VHOST_USER_VGA : QemuFact.DEVICE_VIRTIO_VGA)
                    && !guest.isArm() && !guest.isS390();
            case QXL, VGA, CIRRUS, VMVGA -> true;
            case BOCHS, RAMFB, XEN, VBOX, PARALLELS, GOP, NONE -> false;
        };
    }

    private static @Nullable Long bytes(@Nullable Integer kib) {
        return kib == null ? null : (Long) (kib * KIB);
    }

    private static int mib(@Nullable Integer kib) {
        return kib == null ? 0 : kib / 1024;
    }
}
