package io.jvirt.api;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guest ({@code virDomainPtr}): a handle, which stays valid while the guest changes and fails with
 * {@link ErrorCode#NO_DOMAIN} once it is gone. Safe for use by many threads; calls block. One call that changes a guest
 * runs at a time and the next waits, {@link ErrorCode#OPERATION_TIMEOUT} when it waits too long; calls that only ask do
 * not wait. A guest in the wrong state gives {@link ErrorCode#OPERATION_INVALID}; what a driver does not offer,
 * {@link ErrorCode#NO_SUPPORT}.
 *
 * <p>The interfaces it is made of only keep its calls by subject; nothing but a guest implements them.
 */
public interface Domain extends DomainTuning, DomainFigures, DomainDevices, DomainAgent {

    // ---- identity ----

    /** {@return the connection this guest was found on} */
    Connection connection();

    /** {@return the name, unique on the host} ({@code virDomainGetName}) */
    String name();

    /** {@return the identity that lasts} ({@code virDomainGetUUID}) */
    UUID uuid();

    /** {@return the number of the present run, empty when the guest is off} ({@code virDomainGetID}) */
    OptionalInt id();

    // ---- documents and facts ----

    /** {@return the document} ({@code virDomainGetXMLDesc}) */
    default String xml(DomainFlags.Xml... flags) {
        throw JvirtException.noSupport("virDomainGetXMLDesc");
    }

    /** {@return state, memory, CPUs and CPU time} ({@code virDomainGetInfo}) */
    default DomainInfo info() {
        throw JvirtException.noSupport("virDomainGetInfo");
    }

    /** {@return the state and its reason} ({@code virDomainGetState}) */
    default DomainStatus status() {
        throw JvirtException.noSupport("virDomainGetState");
    }

    /** {@return whether the monitor answers} ({@code virDomainGetControlInfo}) */
    default ControlInfo controlInfo(int flags) {
        throw JvirtException.noSupport("virDomainGetControlInfo");
    }

    /** {@return such as {@code hvm}} ({@code virDomainGetOSType}) */
    default String osType() {
        throw JvirtException.noSupport("virDomainGetOSType");
    }

    /** {@return whether it runs} ({@code virDomainIsActive}) */
    default boolean active() {
        throw JvirtException.noSupport("virDomainIsActive");
    }

    /** {@return whether it has a stored definition} ({@code virDomainIsPersistent}) */
    default boolean persistent() {
        throw JvirtException.noSupport("virDomainIsPersistent");
    }

    /** {@return whether the definition changed since the start} ({@code virDomainIsUpdated}) */
    default boolean updated() {
        throw JvirtException.noSupport("virDomainIsUpdated");
    }

    /** {@return the name the guest gives itself} ({@code virDomainGetHostname}) */
    default String hostname() {
        throw JvirtException.noSupport("virDomainGetHostname");
    }

    /** {@return the same from leases (1) or the agent (2), 0 for the driver's choice} ({@code virDomainGetHostname}) */
    default String hostname(int flags) {
        if (flags == 0) {
            return hostname();
        }
        throw JvirtException.noSupport("virDomainGetHostname");
    }

    /** {@return the label the guest's process runs with} ({@code virDomainGetSecurityLabel}) */
    default SecurityLabel securityLabel() {
        throw JvirtException.noSupport("virDomainGetSecurityLabel");
    }

    /** {@return all labels the guest's process runs with} ({@code virDomainGetSecurityLabelList}) */
    default List<SecurityLabel> securityLabels() {
        throw JvirtException.noSupport("virDomainGetSecurityLabelList");
    }

    /** {@return deprecations and taints worth telling} ({@code virDomainGetMessages}) */
    default List<String> messages() {
        throw JvirtException.noSupport("virDomainGetMessages");
    }

    // ---- life cycle ----

    /** Starts the guest, or restores its managed save image ({@code virDomainCreateWithFlags}). */
    default void start(DomainFlags.Create... flags) {
        throw JvirtException.noSupport("virDomainCreateWithFlags");
    }

    /** Asks the guest to power off; returns before it has ({@code virDomainShutdownFlags}). */
    default void shutdown(DomainFlags.Shutdown... flags) {
        throw JvirtException.noSupport("virDomainShutdownFlags");
    }

    /** Asks the guest to reboot; returns before it has ({@code virDomainReboot}). */
    default void reboot(DomainFlags.Shutdown... flags) {
        throw JvirtException.noSupport("virDomainReboot");
    }

    /** Presses the reset button ({@code virDomainReset}). */
    default void reset() {
        throw JvirtException.noSupport("virDomainReset");
    }

    /** Stops the CPUs; memory stays ({@code virDomainSuspend}). */
    default void suspend() {
        throw JvirtException.noSupport("virDomainSuspend");
    }

    /** Lets the CPUs go on ({@code virDomainResume}). */
    default void resume() {
        throw JvirtException.noSupport("virDomainResume");
    }

    /** Pulls the plug ({@code virDomainDestroyFlags}). */
    default void destroy(DomainFlags.Destroy... flags) {
        throw JvirtException.noSupport("virDomainDestroyFlags");
    }

    /** Removes the stored definition; a running guest goes on, transient ({@code virDomainUndefineFlags}). */
    default void undefine(DomainFlags.Undefine... flags) {
        throw JvirtException.noSupport("virDomainUndefineFlags");
    }

    /** Gives a guest that is off another name ({@code virDomainRename}). */
    default void rename(String newName) {
        throw JvirtException.noSupport("virDomainRename");
    }

    /** {@return whether the guest starts with the daemon} ({@code virDomainGetAutostart}) */
    default boolean autostart() {
        throw JvirtException.noSupport("virDomainGetAutostart");
    }

    /** Says whether the guest starts with the daemon ({@code virDomainSetAutostart}). */
    default void setAutostart(boolean autostart) {
        throw JvirtException.noSupport("virDomainSetAutostart");
    }

    /**
     * Writes the guest's memory to a file and ends it; {@code xml} replaces the document stored with it ({@code
     * virDomainSaveFlags}).
     */
    default void save(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainSaveFlags");
    }

    /** The same to a file of the driver's, from which the next start restores ({@code virDomainManagedSave}). */
    default void managedSave(DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainManagedSave");
    }

    /** {@return whether the next start restores} ({@code virDomainHasManagedSaveImage}) */
    default boolean hasManagedSaveImage() {
        throw JvirtException.noSupport("virDomainHasManagedSaveImage");
    }

    /** Drops that file ({@code virDomainManagedSaveRemove}). */
    default void removeManagedSave() {
        throw JvirtException.noSupport("virDomainManagedSaveRemove");
    }

    /** {@return the document in that file} ({@code virDomainManagedSaveGetXMLDesc}) */
    default String managedSaveXml(DomainFlags.Xml... flags) {
        throw JvirtException.noSupport("virDomainManagedSaveGetXMLDesc");
    }

    /** Replaces the document in that file ({@code virDomainManagedSaveDefineXML}). */
    default void defineManagedSaveXml(String xml, DomainFlags.SaveRestore... flags) {
        throw JvirtException.noSupport("virDomainManagedSaveDefineXML");
    }

    /** Writes the guest's memory to a file for a debugger ({@code virDomainCoreDumpWithFormat}). */
    default void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        throw JvirtException.noSupport("virDomainCoreDumpWithFormat");
    }

    /** Asks the guest (agent) to sleep: 0 memory, 1 disk, 2 hybrid ({@code virDomainPMSuspendForDuration}). */
    default void pmSuspend(int target, long seconds) {
        throw JvirtException.noSupport("virDomainPMSuspendForDuration");
    }

    /** Wakes a sleeping guest ({@code virDomainPMWakeup}). */
    default void pmWakeup() {
        throw JvirtException.noSupport("virDomainPMWakeup");
    }

    /** Changes on_poweroff (0), on_reboot (1) or on_crash (2) ({@code virDomainSetLifecycleAction}). */
    default void setLifecycleAction(int type, int action, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetLifecycleAction");
    }

    // ---- metadata ----

    /**
     * {@return title, description or an element; fails with NO_DOMAIN_METADATA when there is none} ({@code
     * virDomainGetMetadata})
     */
    default String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainGetMetadata");
    }

    /** Sets title, description or an element; null removes it ({@code virDomainSetMetadata}). */
    default void setMetadata(Metadata type, @Nullable String value, @Nullable String key, @Nullable String uri, DomainFlags.Affect... flags) {
        throw JvirtException.noSupport("virDomainSetMetadata");
    }

    /** {@return QEMU's answer to a monitor command} ({@code virDomainQemuMonitorCommand}) */
    default String monitorCommand(String command, DomainFlags.Monitor... flags) {
        throw JvirtException.noSupport("virDomainQemuMonitorCommand");
    }

    // ---- what the calls above tell ----

    /**
     * A guest at a glance ({@code virDomainInfo}).
     *
     * @param state what it does
     * @param maxMemoryKib memory it is built with
     * @param memoryKib memory it may use now
     * @param vcpus virtual CPUs
     * @param cpuTimeNanos CPU time used since its start
     */
    record DomainInfo(DomainState state, long maxMemoryKib, long memoryKib, int vcpus, long cpuTimeNanos) {}

    /**
     * The monitor's state ({@code virDomainControlInfo}).
     *
     * @param state 0 ok, 1 job, 2 occupied, 3 error
     * @param details 0 none, 1 unknown, 2 monitor, 3 internal
     * @param stateTimeMillis how long it has been so
     */
    record ControlInfo(int state, int details, long stateTimeMillis) {}

    /**
     * A security label.
     *
     * @param label empty when none
     * @param enforcing whether it is enforced
     */
    record SecurityLabel(String label, boolean enforcing) {}
}
