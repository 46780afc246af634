package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Features;
import io.jvirt.qemu.capabilities.Accelerator;

/** Who runs the guest's instructions. */
final class AcceleratorOption {
    private static final long MIB = 1024 * 1024;

    private AcceleratorOption() {
    }

    static void add(Guest guest, Arguments out) {
        Accelerator accelerator = guest.accelerator();
        Features features = guest.features();
        KeyValues values = KeyValues.of(accelerator.qemuName());
        if (features != null) {
            switch (accelerator) {
                case TCG -> {
                    if (features.tcg() != null && features.tcg().tbCache() != null) {
                        values.put("tb-size", features.tcg().tbCache().bytes() / MIB);
                    }
                }
                case KVM -> {
                    Features.Kvm kvm = features.kvm();
                    if (kvm != null && kvm.dirtyRing() != null && kvm.dirtyRing().state() == OnOff.ON) {
                        values.put("dirty-ring-size", kvm.dirtyRing().size());
                    }
                }
                case HVF -> { }
            }
        }
        out.add("accel", values);
    }
}
