package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

@Doc("Properties of the machine.")
public record Features(
        @Child boolean acpi,
        @Child @Nullable Apic apic,
        @Child boolean pae,
        @Attr("hap@state") @Nullable OnOff hapState,
        @Child boolean viridian,
        @Child boolean privnet,
        @Child @Nullable Hyperv hyperv,
        @Child(omitEmpty = true) @Nullable Kvm kvm,
        @Child @Nullable Xen xen,
        @Attr("pvspinlock@state") @Nullable OnOff pvspinlock,
        @Attr("pmu@state") @Nullable OnOff pmu,
        @Attr("vmport@state") @Nullable OnOff vmport,
        @Child @Nullable Gic gic,
        @Child @Nullable Smm smm,
        @Attr("ioapic@driver") @Nullable IoApic ioapic,
        @Child @Nullable Hpt hpt,
        @Attr("htm@state") @Nullable OnOff htm,
        @Attr("nested-hv@state") @Nullable OnOff nestedHv,
        @Attr("msrs@unknown") @Nullable UnknownMsrs msrs,
        @Attr("ccf-assist@state") @Nullable OnOff ccfAssist,
        @Attr("cfpc@value") @Nullable SpaprCapability cfpc,
        @Attr("sbbc@value") @Nullable SpaprCapability sbbc,
        @Attr("ibs@value") @Nullable IndirectBranch ibs,
        @Child @Nullable Tcg tcg,
        @Attr("async-teardown@enabled") @Nullable YesNo asyncTeardown,
        @Attr("ras@state") @Nullable OnOff ras,
        @Attr("ps2@state") @Nullable OnOff ps2,
        @Attr("aia@value") @Nullable Aia aia,
        @Child("capabilities") @Nullable RawElement capabilities,
        @Attr("vmcoreinfo@state") @Nullable OnOff vmcoreinfo) {
    public record Apic(@Attr @Nullable OnOff eoi) {
    }

    @Doc("Enlightenments for guests that know Hyper-V.")
    public record Hyperv(
            @Attr @Nullable HypervMode mode,
            @Attr("relaxed@state") @Nullable OnOff relaxed,
            @Attr("vapic@state") @Nullable OnOff vapic,
            @Child @Nullable Spinlocks spinlocks,
            @Attr("vpindex@state") @Nullable OnOff vpindex,
            @Attr("runtime@state") @Nullable OnOff runtime,
            @Attr("synic@state") @Nullable OnOff synic,
            @Child @Nullable Stimer stimer,
            @Attr("reset@state") @Nullable OnOff reset,
            @Child("vendor_id") @Nullable VendorId vendorId,
            @Attr("frequencies@state") @Nullable OnOff frequencies,
            @Attr("reenlightenment@state") @Nullable OnOff reenlightenment,
            @Child @Nullable TlbFlush tlbflush,
            @Attr("ipi@state") @Nullable OnOff ipi,
            @Attr("evmcs@state") @Nullable OnOff evmcs,
            @Attr("avic@state") @Nullable OnOff avic,
            @Attr("emsr_bitmap@state") @Nullable OnOff emsrBitmap,
            @Attr("xmm_input@state") @Nullable OnOff xmmInput) {
    }

    public enum HypervMode implements XmlEnum { CUSTOM, PASSTHROUGH, HOST_MODEL }

    public record Spinlocks(@Attr OnOff state, @Attr @Nullable Long retries) {
    }

    public record Stimer(@Attr OnOff state, @Attr("direct@state") @Nullable OnOff direct) {
    }

    public record VendorId(@Attr OnOff state, @Attr @Nullable String value) {
    }

    public record TlbFlush(
            @Attr OnOff state,
            @Attr("direct@state") @Nullable OnOff direct,
            @Attr("extended@state") @Nullable OnOff extended) {
    }

    public record Kvm(
            @Attr("hidden@state") @Nullable OnOff hidden,
            @Attr("hint-dedicated@state") @Nullable OnOff hintDedicated,
            @Attr("poll-control@state") @Nullable OnOff pollControl,
            @Attr("pv-ipi@state") @Nullable OnOff pvIpi,
            @Child("dirty-ring") @Nullable DirtyRing dirtyRing) {
    }

    public record DirtyRing(@Attr OnOff state, @Attr @Nullable Long size) {
    }

    public record Xen(@Attr("e820_host@state") @Nullable OnOff e820Host, @Child @Nullable XenPassthrough passthrough) {
    }

    public record XenPassthrough(@Attr OnOff state, @Attr @Nullable XenPassthroughMode mode) {
    }

    public enum XenPassthroughMode implements XmlEnum { @XmlName("sync_pt") SYNC_PT, @XmlName("share_pt") SHARE_PT }

    public record Gic(@Attr @Nullable GicVersion version) {
    }

    public enum GicVersion implements XmlEnum { @XmlName("2") V2, @XmlName("3") V3, HOST }

    public record Smm(
            @Attr(def = "on") OnOff state,
            @Child @Scaled(in = "MiB", out = "") @Nullable MemorySize tseg) {
    }

    public enum IoApic implements XmlEnum { QEMU, KVM }

    public record Hpt(
            @Attr @Nullable HptResizing resizing,
            @Child @Scaled @Nullable MemorySize maxpagesize) {
    }

    public enum HptResizing implements XmlEnum { ENABLED, DISABLED, REQUIRED }

    public enum UnknownMsrs implements XmlEnum { IGNORE, FAULT }

    public enum SpaprCapability implements XmlEnum { BROKEN, WORKAROUND, FIXED }

    public enum IndirectBranch implements XmlEnum { BROKEN, WORKAROUND, @XmlName("fixed-ibs") FIXED_IBS, @XmlName("fixed-ccd") FIXED_CCD, @XmlName("fixed-na") FIXED_NA }

    public record Tcg(@Child("tb-cache") @Scaled @Nullable MemorySize tbCache) {
    }

    public enum Aia implements XmlEnum { NONE, APLIC, APLIC_IMSIC }

    public Features withAcpi(boolean value) {
        return Records.with(this, "acpi", value);
    }

    public Features withApic(@Nullable Apic value) {
        return Records.with(this, "apic", value);
    }

    public Features withPae(boolean value) {
        return Records.with(this, "pae", value);
    }

    public Features withGic(@Nullable Gic value) {
        return Records.with(this, "gic", value);
    }

    public Features withHyperv(@Nullable Hyperv value) {
        return Records.with(this, "hyperv", value);
    }

    public Features withKvm(@Nullable Kvm value) {
        return Records.with(this, "kvm", value);
    }

    public Features withSmm(@Nullable Smm value) {
        return Records.with(this, "smm", value);
    }

    public Features withVmport(@Nullable OnOff value) {
        return Records.with(this, "vmport", value);
    }
}
