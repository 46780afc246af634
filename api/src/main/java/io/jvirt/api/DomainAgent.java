package io.jvirt.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent inside a guest does for its host. A part of {@link Domain}, whose rules hold. */
public interface DomainAgent {
    /** {@return the guest's clock} ({@code virDomainGetTime}) */
    default Time time(int flags) {
        throw JvirtException.noSupport("virDomainGetTime");
    }

    /** Sets the guest's clock ({@code virDomainSetTime}). */
    default void setTime(Time time, DomainFlags.SetTime... flags) {
        throw JvirtException.noSupport("virDomainSetTime");
    }

    /** {@return what the agent knows of the guest} ({@code virDomainGetGuestInfo}) */
    default TypedParameters guestInfo(List<DomainFlags.GuestInfo> types, int flags) {
        throw JvirtException.noSupport("virDomainGetGuestInfo");
    }

    /** {@return which CPUs the guest has online} ({@code virDomainGetGuestVcpus}) */
    default TypedParameters guestVcpus(int flags) {
        throw JvirtException.noSupport("virDomainGetGuestVcpus");
    }

    /** Puts CPUs online (1) or offline (0) in the guest ({@code virDomainSetGuestVcpus}). */
    default void setGuestVcpus(String map, int state, int flags) {
        throw JvirtException.noSupport("virDomainSetGuestVcpus");
    }

    /** Sets a password in the guest; flag 1: it is encrypted already ({@code virDomainSetUserPassword}). */
    default void setUserPassword(String user, String password, int flags) {
        throw JvirtException.noSupport("virDomainSetUserPassword");
    }

    /** {@return the mounted file systems} ({@code virDomainGetFSInfo}) */
    default List<FilesystemInfo> filesystems(int flags) {
        throw JvirtException.noSupport("virDomainGetFSInfo");
    }

    /** {@return how many file systems were frozen; empty list means all} ({@code virDomainFSFreeze}) */
    default int freezeFilesystems(List<String> mountPoints, int flags) {
        throw JvirtException.noSupport("virDomainFSFreeze");
    }

    /** {@return how many file systems were thawed} ({@code virDomainFSThaw}) */
    default int thawFilesystems(List<String> mountPoints, int flags) {
        throw JvirtException.noSupport("virDomainFSThaw");
    }

    /** Gives unused blocks back to the host ({@code virDomainFSTrim}). */
    default void trimFilesystems(@Nullable String mountPoint, long minimum, int flags) {
        throw JvirtException.noSupport("virDomainFSTrim");
    }

    /** {@return a guest user's keys} ({@code virDomainAuthorizedSSHKeysGet}) */
    default List<String> authorizedSshKeys(String user, int flags) {
        throw JvirtException.noSupport("virDomainAuthorizedSSHKeysGet");
    }

    /** Sets a guest user's keys; flag 1 appends, flag 2 removes ({@code virDomainAuthorizedSSHKeysSet}). */
    default void setAuthorizedSshKeys(String user, List<String> keys, int flags) {
        throw JvirtException.noSupport("virDomainAuthorizedSSHKeysSet");
    }

    /**
     * Sets how long the agent may take: -2 for ever, -1 the default, 0 not at all ({@code
     * virDomainAgentSetResponseTimeout}).
     */
    default void setAgentTimeout(int seconds, int flags) {
        throw JvirtException.noSupport("virDomainAgentSetResponseTimeout");
    }

    /**
     * {@return the agent's answer to a JSON command; timeout in seconds, -2 for ever, -1 the default, 0 not at
     * all} ({@code virDomainQemuAgentCommand})
     */
    default String agentCommand(String command, int timeout, int flags) {
        throw JvirtException.noSupport("virDomainQemuAgentCommand");
    }

    /**
     * A moment of the guest's clock.
     *
     * @param seconds since 1970, UTC
     * @param nanos of that second
     */
    record Time(long seconds, int nanos) {}

    /**
     * A file system mounted in the guest ({@code virDomainFSInfo}).
     *
     * @param mountPoint where
     * @param name the device's name in the guest
     * @param type such as {@code ext4}
     * @param disks targets of the disks it lies on
     */
    record FilesystemInfo(String mountPoint, String name, String type, List<String> disks) {
        /** Keeps a copy. */
        public FilesystemInfo {
            disks = List.copyOf(disks);
        }
    }
}
