package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Features;
import org.jspecify.annotations.Nullable;

/** Enlightenments: what QEMU pretends of Hyper-V, for guests that run better on that. */
final class HypervFlags {
    private HypervFlags() {
    }

    static void add(Features features, KeyValues flags) {
        Features.Hyperv hyperv = features.hyperv();
        if (hyperv == null) {
            return;
        }
        if (hyperv.mode() == Features.HypervMode.PASSTHROUGH) {
            flags.put("hv-passthrough", "on");
        }
        flag(flags, "hv-relaxed", hyperv.relaxed());
        flag(flags, "hv-vapic", hyperv.vapic());
        if (hyperv.spinlocks() != null && hyperv.spinlocks().state() == OnOff.ON) {
            long retries = hyperv.spinlocks().retries() == null ? 0 : hyperv.spinlocks().retries();
            flags.put("hv-spinlocks", "0x" + Long.toHexString(retries));
        }
        flag(flags, "hv-vpindex", hyperv.vpindex());
        flag(flags, "hv-runtime", hyperv.runtime());
        flag(flags, "hv-synic", hyperv.synic());
        if (hyperv.stimer() != null) {
            flag(flags, "hv-stimer", hyperv.stimer().state());
            flag(flags, "hv-stimer-direct", hyperv.stimer().direct());
        }
        flag(flags, "hv-reset", hyperv.reset());
        if (hyperv.vendorId() != null && hyperv.vendorId().state() == OnOff.ON) {
            flags.put("hv-vendor-id", hyperv.vendorId().value());
        }
        flag(flags, "hv-frequencies", hyperv.frequencies());
        flag(flags, "hv-reenlightenment", hyperv.reenlightenment());
        if (hyperv.tlbflush() != null) {
            flag(flags, "hv-tlbflush", hyperv.tlbflush().state());
            flag(flags, "hv-tlbflush-direct", hyperv.tlbflush().direct());
            flag(flags, "hv-tlbflush-ext", hyperv.tlbflush().extended());
        }
        flag(flags, "hv-ipi", hyperv.ipi());
        flag(flags, "hv-evmcs", hyperv.evmcs());
        flag(flags, "hv-avic", hyperv.avic());
        flag(flags, "hv-emsr-bitmap", hyperv.emsrBitmap());
        flag(flags, "hv-xmm-input", hyperv.xmmInput());
    }

    private static void flag(KeyValues flags, String name, @Nullable OnOff state) {
        if (state == OnOff.ON) {
            flags.put(name, "on");
        }
    }
}
