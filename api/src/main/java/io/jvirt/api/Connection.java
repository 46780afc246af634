package io.jvirt.api;

import io.jvirt.api.device.HostInterfaces;
import io.jvirt.api.device.NodeDevices;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.api.network.Networks;
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.storage.StoragePools;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a hypervisor ({@code virConnectPtr}). Safe for use by many threads at once; calls block. What a
 * driver does not offer fails with {@link ErrorCode#NO_SUPPORT}.
 */
public interface Connection extends AutoCloseable {
    /** The release of libvirt whose interface is followed, as {@link #libraryVersion} tells it. */
    long FOLLOWED_VERSION = 9_000_000;

    /** {@return the URI in its full form} ({@code virConnectGetURI}) */
    String uri();

    /** {@return whether calls that change something are refused} */
    boolean readOnly();

    /** {@return the hypervisor's name as libvirt spells it, such as {@code QEMU}} ({@code virConnectGetType}) */
    String type();

    /** {@return the hypervisor's version: major * 1,000,000 + minor * 1,000 + release} ({@code virConnectGetVersion}) */
    default long version() {
        throw JvirtException.noSupport("virConnectGetVersion");
    }

    /** {@return the version of libvirt whose interface the other side offers} ({@code virConnectGetLibVersion}) */
    default long libraryVersion() {
        throw JvirtException.noSupport("virConnectGetLibVersion");
    }

    /** {@return the host's name} ({@code virConnectGetHostname}) */
    default String hostname() {
        throw JvirtException.noSupport("virConnectGetHostname");
    }

    /** {@return whether the connection still works} ({@code virConnectIsAlive}) */
    default boolean alive() {
        return true;
    }

    /** {@return whether nobody else can read along} ({@code virConnectIsSecure}) */
    default boolean secure() {
        return true;
    }

    /** {@return whether the transport encrypts} ({@code virConnectIsEncrypted}) */
    default boolean encrypted() {
        return false;
    }

    /** {@return the capabilities document of the host} ({@code virConnectGetCapabilities}) */
    default String capabilities() {
        throw JvirtException.noSupport("virConnectGetCapabilities");
    }

    /**
     * {@return the document of what a guest of this kind can have} ({@code virConnectGetDomainCapabilities}) Null
     * stands for the driver's choice.
     */
    default String domainCapabilities(
            @Nullable String emulator, @Nullable String arch, @Nullable String machine, @Nullable String virtType) {
        throw JvirtException.noSupport("virConnectGetDomainCapabilities");
    }

    /** {@return the CPU models of an architecture that a document can name, empty when any will do} ({@code virConnectGetCPUModelNames}) */
    default List<String> cpuModels(String arch) {
        throw JvirtException.noSupport("virConnectGetCPUModelNames");
    }

    /**
     * {@return how the host's CPU and the one of a document fit} ({@code virConnectCompareCPU})
     *
     * @throws JvirtException {@link ErrorCode#CPU_INCOMPATIBLE} on request, {@link ErrorCode#INTERNAL_ERROR} when nothing
     *         is known of the model or a feature
     */
    default CpuFit compareCpu(String xml, CpuFlags.Compare... flags) {
        throw JvirtException.noSupport("virConnectCompareCPU");
    }

    /** {@return the same for the CPU that a hypervisor can give on this host} ({@code virConnectCompareHypervisorCPU}) */
    default CpuFit compareHypervisorCpu(GuestKind kind, String xml, CpuFlags.Compare... flags) {
        throw JvirtException.noSupport("virConnectCompareHypervisorCPU");
    }

    /**
     * {@return the document of the CPU that a guest can have on every host with one of the CPUs}
     * ({@code virConnectBaselineCPU})
     *
     * @throws JvirtException {@link ErrorCode#OPERATION_FAILED} when the CPUs have nothing in common
     */
    default String baselineCpu(List<String> cpus, CpuFlags.Baseline... flags) {
        throw JvirtException.noSupport("virConnectBaselineCPU");
    }

    /** {@return the same by the models that a hypervisor has} ({@code virConnectBaselineHypervisorCPU}) */
    default String baselineHypervisorCpu(GuestKind kind, List<String> cpus, CpuFlags.Baseline... flags) {
        throw JvirtException.noSupport("virConnectBaselineHypervisorCPU");
    }

    /** {@return the most virtual CPUs a guest can have} ({@code virConnectGetMaxVcpus}) */
    default int maxVcpus(@Nullable String virtType) {
        throw JvirtException.noSupport("virConnectGetMaxVcpus");
    }

    /** {@return the SMBIOS document of the host} ({@code virConnectGetSysinfo}) */
    default String sysinfo() {
        throw JvirtException.noSupport("virConnectGetSysinfo");
    }

    /** {@return the host at a glance} ({@code virNodeGetInfo}) */
    default Node.Info nodeInfo() {
        throw JvirtException.noSupport("virNodeGetInfo");
    }

    /** {@return CPU times of one CPU, or of all for -1} ({@code virNodeGetCPUStats}) */
    default List<Node.Stat> nodeCpuStats(int cpu) {
        throw JvirtException.noSupport("virNodeGetCPUStats");
    }

    /** {@return memory figures of one NUMA cell, or of all for -1} ({@code virNodeGetMemoryStats}) */
    default List<Node.Stat> nodeMemoryStats(int cell) {
        throw JvirtException.noSupport("virNodeGetMemoryStats");
    }

    /** {@return free memory of the host in bytes} ({@code virNodeGetFreeMemory}) */
    default long nodeFreeMemory() {
        throw JvirtException.noSupport("virNodeGetFreeMemory");
    }

    /** {@return free memory in bytes of each NUMA cell from {@code first}} ({@code virNodeGetCellsFreeMemory}) */
    default List<Long> nodeCellsFreeMemory(int first, int max) {
        throw JvirtException.noSupport("virNodeGetCellsFreeMemory");
    }

    /** {@return which CPUs the host has} ({@code virNodeGetCPUMap}) */
    default Node.CpuMap nodeCpuMap() {
        throw JvirtException.noSupport("virNodeGetCPUMap");
    }

    /** {@return the host's security model} ({@code virNodeGetSecurityModel}) */
    default Node.SecurityModel securityModel() {
        throw JvirtException.noSupport("virNodeGetSecurityModel");
    }

    /** {@return the guests that match; no flag means all} ({@code virConnectListAllDomains}) */
    default List<Domain> domains(DomainFlags.ListAll... flags) {
        throw JvirtException.noSupport("virConnectListAllDomains");
    }

    /**
     * {@return the guest of this name} ({@code virDomainLookupByName})
     *
     * @throws JvirtException {@link ErrorCode#NO_DOMAIN}
     */
    default Domain domain(String name) {
        throw JvirtException.noSupport("virDomainLookupByName");
    }

    /** {@return the guest of this UUID} ({@code virDomainLookupByUUID}) */
    default Domain domain(UUID uuid) {
        throw JvirtException.noSupport("virDomainLookupByUUID");
    }

    /** {@return the running guest of this id} ({@code virDomainLookupByID}) */
    default Domain domain(int id) {
        throw JvirtException.noSupport("virDomainLookupByID");
    }

    /** Stores a guest's definition, new or changed ({@code virDomainDefineXMLFlags}). */
    default Domain define(String xml, DomainFlags.Define... flags) {
        throw JvirtException.noSupport("virDomainDefineXMLFlags");
    }

    /** Starts a guest that has no stored definition ({@code virDomainCreateXML}). */
    default Domain create(String xml, DomainFlags.Create... flags) {
        throw JvirtException.noSupport("virDomainCreateXML");
    }

    /**
     * Starts a guest from a file that {@link Domain#save} wrote ({@code virDomainRestoreFlags}).
     *
     * @param xml a document to use instead of the saved one, or null
     */
    default void restore(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainRestoreFlags");
    }

    /** {@return the document in a saved file} ({@code virDomainSaveImageGetXMLDesc}) */
    default String savedImageXml(String file, DomainFlags.Xml... flags) {
        throw JvirtException.noSupport("virDomainSaveImageGetXMLDesc");
    }

    /** Replaces the document in a saved file ({@code virDomainSaveImageDefineXML}). */
    default void defineSavedImageXml(String file, String xml, DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainSaveImageDefineXML");
    }

    /**
     * {@return statistics of many guests in one call} ({@code virConnectGetAllDomainStats},
     * {@code virDomainListGetStats})
     *
     * @param domains the guests; empty means all that match the flags
     * @param groups the wanted groups; empty means all
     */
    default List<DomainStats> domainStats(
            List<? extends Domain> domains, List<DomainFlags.Stats> groups, DomainFlags.AllStats... flags) {
        throw JvirtException.noSupport("virConnectGetAllDomainStats");
    }

    /** {@return the document that a command line of the hypervisor stands for} ({@code virConnectDomainXMLFromNative}) */
    default String domainXmlFromNative(String format, String config) {
        throw JvirtException.noSupport("virConnectDomainXMLFromNative");
    }

    /** {@return the command line that a document leads to} ({@code virConnectDomainXMLToNative}) */
    default String domainXmlToNative(String format, String xml) {
        throw JvirtException.noSupport("virConnectDomainXMLToNative");
    }

    /** {@return storage pools and volumes} */
    default StoragePools storagePools() {
        return StoragePools.NONE;
    }

    /** {@return virtual networks} */
    default Networks networks() {
        return Networks.NONE;
    }

    /** {@return network filters} */
    default NetworkFilters networkFilters() {
        return NetworkFilters.NONE;
    }

    /** {@return devices of the host} */
    default NodeDevices nodeDevices() {
        return NodeDevices.NONE;
    }

    /** {@return network interfaces of the host} */
    default HostInterfaces hostInterfaces() {
        return HostInterfaces.NONE;
    }

    /** {@return secrets} */
    default Secrets secrets() {
        return Secrets.NONE;
    }

    /**
     * Registers a listener for one kind of event of one guest or, with null, of all
     * ({@code virConnectDomainEventRegisterAny}). Events of a connection are delivered one after the other, in the
     * order in which they happened, on a thread of the connection's; a slow listener delays the following ones only.
     */
    default EventRegistration onDomainEvent(
            DomainEvent.Kind kind, @Nullable Domain domain, Consumer<? super DomainEvent> listener) {
        throw JvirtException.noSupport("virConnectDomainEventRegisterAny");
    }

    /**
     * Registers a listener for raw QEMU events ({@code virConnectDomainQemuMonitorEventRegister}).
     *
     * @param event a QMP event's name, or null for all
     */
    default EventRegistration onMonitorEvent(
            @Nullable Domain domain, @Nullable String event, Consumer<? super MonitorEvent> listener) {
        throw JvirtException.noSupport("virConnectDomainQemuMonitorEventRegister");
    }

    /** Registers a listener for the loss of the connection ({@code virConnectRegisterCloseCallback}). */
    default EventRegistration onClose(Consumer<CloseReason> listener) {
        return () -> {};
    }

    /** Why a connection ended ({@code virConnectCloseReason}); the ordinal is the number. */
    enum CloseReason {
        ERROR,
        EOF,
        KEEPALIVE,
        CLIENT
    }

    /** Ends the connection and its registrations. Guests go on. Closing twice does nothing. */
    @Override
    void close();
}
