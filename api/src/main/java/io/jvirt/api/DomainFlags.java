package io.jvirt.api;

/** The flags of the domain calls, an enum for each of libvirt's. */
public final class DomainFlags {
    private DomainFlags() {}

    /** How a guest is started ({@code virDomainCreateFlags}). */
    public enum Create implements Flag {
        /** Leave the CPUs stopped. */
        PAUSED(1 << 0),
        /** Destroy the guest when the connection closes. */
        AUTODESTROY(1 << 1),
        /** Do not fill the host's page cache from the managed save image. */
        BYPASS_CACHE(1 << 2),
        /** Drop the managed save image and boot fresh. */
        FORCE_BOOT(1 << 3),
        /** Reject unknown elements of the document. */
        VALIDATE(1 << 4),
        /** Start from the firmware's variable template. */
        RESET_NVRAM(1 << 5);

        private final int bit;

        Create(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a definition is read ({@code virDomainDefineFlags}). */
    public enum Define implements Flag {
        /** Reject unknown elements of the document. */
        VALIDATE(1 << 0);

        private final int bit;

        Define(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** What goes with the definition ({@code virDomainUndefineFlagsValues}). */
    public enum Undefine implements Flag {
        /** Remove the managed save image too. */
        MANAGED_SAVE(1 << 0),
        /** Remove the snapshots' metadata too. */
        SNAPSHOTS_METADATA(1 << 1),
        /** Remove the firmware's variable store too. */
        NVRAM(1 << 2),
        /** Keep the firmware's variable store. */
        KEEP_NVRAM(1 << 3),
        /** Remove the checkpoints' metadata too. */
        CHECKPOINTS_METADATA(1 << 4),
        /** Remove the emulated TPM's state too. */
        TPM(1 << 5),
        /** Keep the emulated TPM's state. */
        KEEP_TPM(1 << 6);

        private final int bit;

        Undefine(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** By which means a guest is asked to shut down or reboot; with none the driver chooses ({@code virDomainShutdownFlagValues}). */
    public enum Shutdown implements Flag {
        /** Press the power button. */
        ACPI_POWER_BTN(1 << 0),
        /** Ask the guest agent. */
        GUEST_AGENT(1 << 1),
        /** Write to the container's initctl. */
        INITCTL(1 << 2),
        /** Send a signal to the container's init. */
        SIGNAL(1 << 3),
        /** Use the hypervisor's own interface. */
        PARAVIRT(1 << 4);

        private final int bit;

        Shutdown(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a guest is ended ({@code virDomainDestroyFlagsValues}). */
    public enum Destroy implements Flag {
        /** SIGTERM only: fail rather than lose what the hypervisor has not written. */
        GRACEFUL(1 << 0),
        /** Remove the guest's log files. */
        REMOVE_LOGS(1 << 1);

        private final int bit;

        Destroy(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a guest's memory is written to or read from a file ({@code virDomainSaveRestoreFlags}). */
    public enum SaveRestore implements Flag {
        /** Do not fill the host's page cache. */
        BYPASS_CACHE(1 << 0),
        /** Run after restore, whatever the state was. */
        RUNNING(1 << 1),
        /** Stay paused after restore, whatever the state was. */
        PAUSED(1 << 2),
        /** Start from the firmware's variable template. */
        RESET_NVRAM(1 << 3);

        private final int bit;

        SaveRestore(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a core is dumped ({@code virDomainCoreDumpFlags}). */
    public enum CoreDump implements Flag {
        /** The guest counts as crashed afterwards and ends. */
        CRASH(1 << 0),
        /** Keep the guest running meanwhile. */
        LIVE(1 << 1),
        /** Do not fill the host's page cache. */
        BYPASS_CACHE(1 << 2),
        /** Reset the guest afterwards. */
        RESET(1 << 3),
        /** Memory and registers as an ELF or kdump file, for crash and gdb. */
        MEMORY_ONLY(1 << 4);

        private final int bit;

        CoreDump(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** What a document tells ({@code virDomainXMLFlags}). */
    public enum Xml implements Flag {
        /** Passwords included; refused on a read-only connection. */
        SECURE(1 << 0),
        /** The document of the next start. */
        INACTIVE(1 << 1),
        /** The CPU with the features it gets on this host. */
        UPDATE_CPU(1 << 2),
        /** Fit for another host's libvirt. */
        MIGRATABLE(1 << 3);

        private final int bit;

        Xml(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which of a guest's two documents a change concerns; none means the live one of a running guest, else the stored one ({@code virDomainModificationImpact}). */
    public enum Affect implements Flag {
        /** The running guest. */
        LIVE(1 << 0),
        /** The next start. */
        CONFIG(1 << 1);

        private final int bit;

        Affect(int bit) {
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
        LIVE(1 << 0),
        /** The next start. */
        CONFIG(1 << 1),
        /** The maximum, not the current number. */
        MAXIMUM(1 << 2),
        /** Through the guest agent: CPUs the guest has online. */
        GUEST(1 << 3),
        /** CPUs added are hotpluggable. */
        HOTPLUGGABLE(1 << 4);

        private final int bit;

        Vcpu(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which amount of memory is meant ({@code virDomainMemoryModFlags}). */
    public enum Memory implements Flag {
        /** The running guest. */
        LIVE(1 << 0),
        /** The next start. */
        CONFIG(1 << 1),
        /** The maximum, not the current amount. */
        MAXIMUM(1 << 2);

        private final int bit;

        Memory(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which guests are listed: within a group any that matches, and all groups must match ({@code virConnectListAllDomainsFlags}). */
    public enum ListAll implements Flag {
        ACTIVE(1 << 0),
        INACTIVE(1 << 1),
        PERSISTENT(1 << 2),
        TRANSIENT(1 << 3),
        RUNNING(1 << 4),
        PAUSED(1 << 5),
        SHUTOFF(1 << 6),
        /** Any state but running, paused and shut off. */
        OTHER(1 << 7),
        MANAGEDSAVE(1 << 8),
        NO_MANAGEDSAVE(1 << 9),
        AUTOSTART(1 << 10),
        NO_AUTOSTART(1 << 11),
        HAS_SNAPSHOT(1 << 12),
        NO_SNAPSHOT(1 << 13),
        HAS_CHECKPOINT(1 << 14),
        NO_CHECKPOINT(1 << 15);

        private final int bit;

        ListAll(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a console is opened ({@code virDomainConsoleFlags}). */
    public enum Console implements Flag {
        /** Take the console over from whoever has it. */
        FORCE(1 << 0),
        /** Fail where the driver cannot keep two users apart. */
        SAFE(1 << 1);

        private final int bit;

        Console(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which groups of statistics are wanted; none means all that the driver has ({@code virDomainStatsTypes}). */
    public enum Stats implements Flag {
        STATE(1 << 0),
        CPU_TOTAL(1 << 1),
        BALLOON(1 << 2),
        VCPU(1 << 3),
        INTERFACE(1 << 4),
        BLOCK(1 << 5),
        PERF(1 << 6),
        IOTHREAD(1 << 7),
        MEMORY(1 << 8),
        DIRTYRATE(1 << 9),
        VM(1 << 10);

        private final int bit;

        Stats(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
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
        USERS(1 << 0),
        OS(1 << 1),
        TIMEZONE(1 << 2),
        HOSTNAME(1 << 3),
        FILESYSTEM(1 << 4),
        DISKS(1 << 5),
        INTERFACES(1 << 6),
        LOAD(1 << 7);

        private final int bit;

        GuestInfo(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How the guest's clock is set ({@code virDomainSetTimeFlags}). */
    public enum SetTime implements Flag {
        /** From the guest's real-time clock; the given time is ignored. */
        SYNC(1 << 0);

        private final int bit;

        SetTime(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which job is asked for ({@code virDomainGetJobStatsFlags}). */
    public enum JobStats implements Flag {
        /** The last completed job. */
        COMPLETED(1 << 0),
        /** Do not forget it after this answer. */
        KEEP_COMPLETED(1 << 1);

        private final int bit;

        JobStats(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** Which language a monitor command is in ({@code virDomainQemuMonitorCommandFlags}). */
    public enum Monitor implements Flag {
        /** The human monitor's; otherwise QMP. */
        HMP(1 << 0);

        private final int bit;

        Monitor(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }

    /** How a display connection is made ({@code virDomainOpenGraphicsFlags}). */
    public enum OpenGraphics implements Flag {
        /** Without the password. */
        SKIPAUTH(1 << 0);

        private final int bit;

        OpenGraphics(int bit) {
            this.bit = bit;
        }

        @Override
        public int bit() {
            return bit;
        }
    }
}
