package io.jvirt.api;

/** The flags of the domain calls, an enum for each of libvirt's. */
public final class DomainFlags {
    private DomainFlags() {}

    /** How a guest is started ({@code virDomainCreateFlags}). */
    public enum Create implements Flag {
        /** Leave the CPUs stopped. */
        PAUSED,
        /** Destroy the guest when the connection closes. */
        AUTODESTROY,
        /** Do not fill the host's page cache from the managed save image. */
        BYPASS_CACHE,
        /** Drop the managed save image and boot fresh. */
        FORCE_BOOT,
        /** Reject unknown elements of the document. */
        VALIDATE,
        /** Start from the firmware's variable template. */
        RESET_NVRAM
    }

    /** How a definition is read ({@code virDomainDefineFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE
    }

    /** What goes with the definition ({@code virDomainUndefineFlagsValues}). */
    public enum Undefine implements Flag {
        /** Remove the managed save image too. */
        MANAGED_SAVE,
        /** Remove the snapshots' metadata too. */
        SNAPSHOTS_METADATA,
        /** Remove the firmware's variable store too. */
        NVRAM,
        /** Keep the firmware's variable store. */
        KEEP_NVRAM,
        /** Remove the checkpoints' metadata too. */
        CHECKPOINTS_METADATA,
        /** Remove the emulated TPM's state too. */
        TPM,
        /** Keep the emulated TPM's state. */
        KEEP_TPM
    }

    /** By which means a guest is asked to shut down or reboot; with none the driver chooses ({@code virDomainShutdownFlagValues}). */
    public enum Shutdown implements Flag {
        /** Press the power button. */
        ACPI_POWER_BTN,
        /** Ask the guest agent. */
        GUEST_AGENT,
        /** Write to the container's initctl. */
        INITCTL,
        /** Send a signal to the container's init. */
        SIGNAL,
        /** Use the hypervisor's own interface. */
        PARAVIRT
    }

    /** How a guest is ended ({@code virDomainDestroyFlagsValues}). */
    public enum Destroy implements Flag {
        /** SIGTERM only: fail rather than lose what the hypervisor has not written. */
        GRACEFUL,
        /** Remove the guest's log files. */
        REMOVE_LOGS
    }

    /** How a guest's memory is written to or read from a file ({@code virDomainSaveRestoreFlags}). */
    public enum SaveRestore implements Flag {
        /** Do not fill the host's page cache. */
        BYPASS_CACHE,
        /** Run after restore, whatever the state was. */
        RUNNING,
        /** Stay paused after restore, whatever the state was. */
        PAUSED,
        /** Start from the firmware's variable template. */
        RESET_NVRAM
    }

    /** How a core is dumped ({@code virDomainCoreDumpFlags}). */
    public enum CoreDump implements Flag {
        /** The guest counts as crashed afterwards and ends. */
        CRASH,
        /** Keep the guest running meanwhile. */
        LIVE,
        /** Do not fill the host's page cache. */
        BYPASS_CACHE,
        /** Reset the guest afterwards. */
        RESET,
        /** Memory and registers as an ELF or kdump file, for crash and gdb. */
        MEMORY_ONLY
    }

    /** What a document tells ({@code virDomainXMLFlags}). */
    public enum Xml implements Flag {
        /** Passwords included; refused on a read-only connection. */
        SECURE,
        /** The document of the next start. */
        INACTIVE,
        /** The CPU with the features it gets on this host. */
        UPDATE_CPU,
        /** Fit for another host's libvirt. */
        MIGRATABLE
    }

    /** Which of a guest's two documents a change concerns; none means the live one of a running guest, else the stored one ({@code virDomainModificationImpact}). */
    public enum Affect implements Flag {
        /** The running guest. */
        LIVE,
        /** The next start. */
        CONFIG
    }

    /** How a device is changed ({@code virDomainDeviceModifyFlags}). */
    public enum UpdateDevice implements Flag {
        /** The running guest's. */
        LIVE(1 << 0),
        /** The one of the next start. */
        CONFIG(1 << 1),
        /** A drive that the guest has locked is opened all the same. */
        FORCE(1 << 2);

        private final int bit;

        UpdateDevice(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which number of virtual CPUs is meant ({@code virDomainVcpuFlags}). */
    public enum Vcpu implements Flag {
        /** The running guest. */
        LIVE,
        /** The next start. */
        CONFIG,
        /** The maximum, not the current number. */
        MAXIMUM,
        /** Through the guest agent: CPUs the guest has online. */
        GUEST,
        /** CPUs added are hotpluggable. */
        HOTPLUGGABLE
    }

    /** Which amount of memory is meant ({@code virDomainMemoryModFlags}). */
    public enum Memory implements Flag {
        /** The running guest. */
        LIVE,
        /** The next start. */
        CONFIG,
        /** The maximum, not the current amount. */
        MAXIMUM
    }

    /** Which guests are listed: within a group any that matches, and all groups must match ({@code virConnectListAllDomainsFlags}). */
    public enum ListAll implements Flag {
        ACTIVE,
        INACTIVE,
        PERSISTENT,
        TRANSIENT,
        RUNNING,
        PAUSED,
        SHUTOFF,
        /** Any state but running, paused and shut off. */
        OTHER,
        MANAGEDSAVE,
        NO_MANAGEDSAVE,
        AUTOSTART,
        NO_AUTOSTART,
        HAS_SNAPSHOT,
        NO_SNAPSHOT,
        HAS_CHECKPOINT,
        NO_CHECKPOINT
    }

    /** How a console is opened ({@code virDomainConsoleFlags}). */
    public enum Console implements Flag {
        /** Take the console over from whoever has it. */
        FORCE,
        /** Fail where the driver cannot keep two users apart. */
        SAFE
    }

    /** Which groups of statistics are wanted; none means all that the driver has ({@code virDomainStatsTypes}). */
    public enum Stats implements Flag {
        STATE,
        CPU_TOTAL,
        BALLOON,
        VCPU,
        INTERFACE,
        BLOCK,
        PERF,
        IOTHREAD,
        MEMORY,
        DIRTYRATE,
        VM
    }

    /** Which guests' statistics are wanted and how ({@code virConnectGetAllDomainStatsFlags}). */
    public enum AllStats implements Flag {
        ACTIVE(1 << 0),
        INACTIVE(1 << 1),
        PERSISTENT(1 << 2),
        TRANSIENT(1 << 3),
        RUNNING(1 << 4),
        PAUSED(1 << 5),
        SHUTOFF(1 << 6),
        OTHER(1 << 7),
        /** Leave out what would wait for a guest's job. */
        NOWAIT(1 << 29),
        /** Tell about backing images too. */
        BACKING(1 << 30),
        /** Fail when a group is unknown to the driver. */
        ENFORCE_STATS(1 << 31);

        private final int bit;

        AllStats(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which facts the guest agent is asked for; none means all it knows ({@code virDomainGuestInfoTypes}). */
    public enum GuestInfo implements Flag {
        USERS,
        OS,
        TIMEZONE,
        HOSTNAME,
        FILESYSTEM,
        DISKS,
        INTERFACES,
        LOAD
    }

    /** How the guest's clock is set ({@code virDomainSetTimeFlags}). */
    public enum SetTime implements Flag {
        /** From the guest's real-time clock; the given time is ignored. */
        SYNC
    }

    /** Which job is asked for ({@code virDomainGetJobStatsFlags}). */
    public enum JobStats implements Flag {
        /** The last completed job. */
        COMPLETED,
        /** Do not forget it after this answer. */
        KEEP_COMPLETED
    }

    /** Which language a monitor command is in ({@code virDomainQemuMonitorCommandFlags}). */
    public enum Monitor implements Flag {
        /** The human monitor's; otherwise QMP. */
        HMP
    }

    /** How a display connection is made ({@code virDomainOpenGraphicsFlags}). */
    public enum OpenGraphics implements Flag {
        /** Without the password. */
        SKIPAUTH
    }
}
