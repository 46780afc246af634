package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Closed;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.RawElement;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import org.jspecify.annotations.Nullable;

@Closed("unexpected feature '%s'")
@Doc("Properties of the machine.")
public record Features(
        @Child @Doc("Power management tables.") boolean acpi,
        @Child @Doc("Interrupt controller of the CPUs.") @Nullable Apic apic,
        @Child @Doc("Physical addresses of more than 32 bits.") boolean pae,
        @Attr("hap@state") @Doc("Nested paging by hardware.") @Nullable OnOff hapState,
        @Child @Doc("Hyper-V interfaces (Xen).") boolean viridian,
        @Child @Doc("A network namespace of its own (containers).") boolean privnet,
        @Child @Nullable Hyperv hyperv,
        @Child(omitEmpty = true) @Doc("KVM's own features.") @Nullable Kvm kvm,
        @Child @Doc("Xen's own features.") @Nullable Xen xen,
        @Attr("pvspinlock@state") @Doc("Paravirtual spin locks.") @Nullable OnOff pvspinlock,
        @Attr("pmu@state") @Doc("Performance counters.") @Nullable OnOff pmu,
        @Attr("vmport@state") @Doc("VMware's I/O port.") @Nullable OnOff vmport,
        @Child @Doc("Interrupt controller of ARM machines.") @Nullable Gic gic,
        @Child @Doc("System management mode.") @Nullable Smm smm,
        @Attr("ioapic@driver") @Doc("Who emulates the I/O interrupt controller.") @Nullable IoApic ioapic,
        @Child @Doc("Hash page table of POWER machines.") @Nullable Hpt hpt,
        @Attr("htm@state") @Doc("Hardware transactional memory.") @Nullable OnOff htm,
        @Attr("nested-hv@state") @Doc("Nested virtualization on POWER.") @Nullable OnOff nestedHv,
        @Attr("msrs@unknown") @Doc("What happens when the guest reads unknown model registers.") @Nullable UnknownMsrs msrs,
        @Attr("ccf-assist@state") @Doc("Count cache flush assistance.") @Nullable OnOff ccfAssist,
        @Attr("cfpc@value") @Doc("Flush of the first level cache.") @Nullable SpaprCapability cfpc,
        @Attr("sbbc@value") @Doc("Speculation barrier bounds checking.") @Nullable SpaprCapability sbbc,
        @Attr("ibs@value") @Doc("Indirect branch speculation.") @Nullable IndirectBranch ibs,
        @Child @Doc("Settings of QEMU's translator.") @Nullable Tcg tcg,
        @Attr("async-teardown@enabled") @Doc("Free memory after the process is reported gone.") @Nullable YesNo asyncTeardown,
        @Attr("ras@state") @Doc("Report memory errors to the guest.") @Nullable OnOff ras,
        @Attr("ps2@state") @Doc("Keyboard and mouse controller.") @Nullable OnOff ps2,
        @Attr("aia@value") @Doc("Interrupt architecture of RISC-V.") @Nullable Aia aia,
        @Child("capabilities") @Doc("Privileges of a container.") @Nullable RawElement capabilities,
        @Attr("vmcoreinfo@state") @Doc("Let the guest describe itself for core dumps.") @Nullable OnOff vmcoreinfo) {
    public record Apic(
            @Attr @Doc("Paravirtual end of interrupt.") @Nullable OnOff eoi) {
    }

    @Closed("unsupported HyperV Enlightenment feature: %s")
    @Doc("Enlightenments for guests that know Hyper-V.")
    public record Hyperv(
            @Attr @Doc("Which enlightenments are on.") @Nullable HypervMode mode,
            @Attr("relaxed@state") @Doc("Watchdogs forgive delays.") @Nullable OnOff relaxed,
            @Attr("vapic@state") @Doc("Virtual interrupt controller.") @Nullable OnOff vapic,
            @Child @Doc("Paravirtual spin locks.") @Nullable Spinlocks spinlocks,
            @Attr("vpindex@state") @Doc("Index of the virtual CPU.") @Nullable OnOff vpindex,
            @Attr("runtime@state") @Doc("Time that a virtual CPU has run.") @Nullable OnOff runtime,
            @Attr("synic@state") @Doc("Synthetic interrupt controller.") @Nullable OnOff synic,
            @Child @Doc("Synthetic timers.") @Nullable Stimer stimer,
            @Attr("reset@state") @Doc("Reset by hypervisor call.") @Nullable OnOff reset,
            @Child("vendor_id") @Doc("Vendor that the hypervisor names.") @Nullable VendorId vendorId,
            @Attr("frequencies@state") @Doc("Frequencies of clock and interrupt controller.") @Nullable OnOff frequencies,
            @Attr("reenlightenment@state") @Doc("Notice after migration.") @Nullable OnOff reenlightenment,
            @Child @Doc("Flush of address translations.") @Nullable TlbFlush tlbflush,
            @Attr("ipi@state") @Doc("Interrupts between CPUs.") @Nullable OnOff ipi,
            @Attr("evmcs@state") @Doc("Enlightened control structure for nesting.") @Nullable OnOff evmcs,
            @Attr("avic@state") @Doc("Hardware virtual interrupt controller.") @Nullable OnOff avic,
            @Attr("emsr_bitmap@state") @Doc("Map of model registers for nesting.") @Nullable OnOff emsrBitmap,
            @Attr("xmm_input@state") @Doc("Arguments in vector registers.") @Nullable OnOff xmmInput) {
    }

    public enum HypervMode implements XmlEnum { CUSTOM, PASSTHROUGH, HOST_MODEL }

    public record Spinlocks(
            @Attr @Doc("Whether it is on.") OnOff state,
            @Attr @Doc("Tries before the hypervisor is told.") @Nullable Long retries) {
    }

    public record Stimer(
            @Attr @Doc("Whether it is on.") OnOff state,
            @Attr("direct@state") @Doc("Direct delivery.") @Nullable OnOff direct) {
    }

    public record VendorId(
            @Attr @Doc("Whether it is on.") OnOff state,
            @Attr @Doc("Up to 12 characters.") @Nullable String value) {
    }

    public record TlbFlush(
            @Attr @Doc("Whether it is on.") OnOff state,
            @Attr("direct@state") @Doc("Direct delivery.") @Nullable OnOff direct,
            @Attr("extended@state") @Doc("Flushes of single ranges.") @Nullable OnOff extended) {
    }

    @Closed("unsupported KVM feature: %s")
    public record Kvm(
            @Attr("hidden@state") @Doc("The guest does not see that it runs on KVM.") @Nullable OnOff hidden,
            @Attr("hint-dedicated@state") @Doc("The guest may assume CPUs of its own.") @Nullable OnOff hintDedicated,
            @Attr("poll-control@state") @Doc("The guest polls before it halts.") @Nullable OnOff pollControl,
            @Attr("pv-ipi@state") @Doc("Paravirtual interrupts between CPUs.") @Nullable OnOff pvIpi,
            @Child("dirty-ring") @Doc("Track written pages in a ring.") @Nullable DirtyRing dirtyRing) {
    }

    public record DirtyRing(
            @Attr @Doc("Whether it is on.") OnOff state,
            @Attr @Doc("Entries of the ring.") @Nullable Long size) {
    }

    public record Xen(
            @Attr("e820_host@state") @Doc("The guest sees the host's memory map.") @Nullable OnOff e820Host,
            @Child @Doc("Devices of the host can be given to the guest.") @Nullable XenPassthrough passthrough) {
    }

    public record XenPassthrough(
            @Attr @Doc("Whether it is on.") OnOff state,
            @Attr @Doc("How page tables are shared.") @Nullable XenPassthroughMode mode) {
    }

    public enum XenPassthroughMode implements XmlEnum { @XmlName("sync_pt") SYNC_PT, @XmlName("share_pt") SHARE_PT }

    public record Gic(
            @Attr @Doc("Version of the controller.") @Nullable GicVersion version) {
    }

    public enum GicVersion implements XmlEnum { @XmlName("2") V2, @XmlName("3") V3, HOST }

    public record Smm(
            @Attr(def = "on") @Doc("Whether it is on.") OnOff state,
            @Child @Scaled(in = "MiB", out = "") @Doc("Size of its memory.") @Nullable MemorySize tseg) {
    }

    public enum IoApic implements XmlEnum { QEMU, KVM }

    public record Hpt(
            @Attr @Doc("Whether the guest may change its size.") @Nullable HptResizing resizing,
            @Child @Scaled @Doc("Largest page.") @Nullable MemorySize maxpagesize) {
    }

    public enum HptResizing implements XmlEnum { ENABLED, DISABLED, REQUIRED }

    public enum UnknownMsrs implements XmlEnum { IGNORE, FAULT }

    public enum SpaprCapability implements XmlEnum { BROKEN, WORKAROUND, FIXED }

    public enum IndirectBranch implements XmlEnum { BROKEN, WORKAROUND, @XmlName("fixed-ibs") FIXED_IBS, @XmlName("fixed-ccd") FIXED_CCD, @XmlName("fixed-na") FIXED_NA }

    public record Tcg(
            @Child("tb-cache") @Scaled @Doc("Size of the translation cache.") @Nullable MemorySize tbCache) {
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
