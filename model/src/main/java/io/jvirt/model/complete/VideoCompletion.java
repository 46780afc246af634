package io.jvirt.model.complete;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Video;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlException;
import java.util.ArrayList;
import java.util.List;

/** Graphics cards: one for a guest with a display, one that is primary, and video memory where cards have some. */
final class VideoCompletion {
    private VideoCompletion() {
    }

    static DomainDescription complete(DomainDescription domain, DriverRules rules) {
        var devices = domain.devices();
        var videos = devices.videos();
        if (videos.isEmpty() && !devices.graphics().isEmpty()) {
            var type = rules.defaultVideo(domain);
            if (type == null) {
                return domain;
            }
            var card = new Video(null, Records.blank(Video.Model.class, type), io.jvirt.model.domain.DeviceInfo.NONE);
            var added = (Video) rules.completeDevice(card, domain);
            videos = List.of(added);
        }
        if (videos.isEmpty()) {
            return domain;
        }
        return domain.withDevices(devices.withVideos(primaryFirst(videos).stream().map(card -> sizes(card, domain)).toList()));
    }

    private static List<Video> primaryFirst(List<Video> videos) {
        int primary = -1;
        for (int i = 0; i < videos.size(); i++) {
            var model = videos.get(i).model();
            if (model != null && YesNo.isYes(model.primary())) {
                if (primary >= 0) {
                    throw XmlException.unsupported("Only one primary video device is supported");
                }
                primary = i;
            }
        }
        var ordered = new ArrayList<>(videos);
        if (primary > 0) {
            ordered.addFirst(ordered.remove(primary));
        }
        if (primary < 0) {
            var first = ordered.getFirst();
            var model = first.model();
            if (model != null && model.type() != null && model.type() != Video.Type.NONE) {
                ordered.set(0, first.withModel(model.withPrimary(YesNo.YES)));
            }
        }
        return ordered;
    }

    /** Defaults of virDomainVideoDefaultRAM, in KiB. */
    private static Video sizes(Video card, DomainDescription domain) {
        var model = card.model();
        if (model == null || model.type() == null || model.type() == Video.Type.NONE) {
            return card;
        }
        if (model.heads() == null) {
            model = model.withHeads(1);
        }
        int memory = switch (model.type()) {
            case VBOX -> 8 * 1024;
            case VMVGA -> domain.type() == DomainType.VBOX ? 8 * 1024 : 4 * 1024;
            case VGA, CIRRUS, BOCHS, PARALLELS -> domain.type() == DomainType.XEN ? 4 * 1024 : 16 * 1024;
            case XEN -> 4 * 1024;
            case QXL -> 64 * 1024;
            case GOP -> 16 * 1024;
            case VIRTIO, NONE, RAMFB -> 0;
        };
        if (model.vram() == null && memory > 0) {
            model = model.withVram(memory);
        }
        if (model.type() == Video.Type.QXL) {
            model = model.ram() == null ? model.withRam(64 * 1024) : model;
            model = model.vgamem() == null ? model.withVgamem(16 * 1024) : model;
        }
        return card.withModel(model);
    }
}
