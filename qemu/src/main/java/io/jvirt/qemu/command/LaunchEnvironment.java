package io.jvirt.qemu.command;

import io.jvirt.model.domain.SysInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the host gives to one start of a guest; all that the command line depends on besides the document and QEMU.
 *
 * @param directory the guest's private folder for sockets and keys
 * @param memoryDirectory the folder for files that hold the guest's memory
 * @param hugePages the huge pages that are mounted
 * @param monitor where QEMU's monitor listens
 * @param handles descriptors that the process inherits
 * @param paths paths that belong to devices, by alias: sockets of helper processes (passt, swtpm, virtiofsd), SCSI device files
 * @param volumes finds the disks behind volumes of storage pools
 * @param opticalDrives paths of the host's own CD drives
 * @param renderNode the GPU that displays render on when documents name none; null when there is none
 * @param secrets seals secrets; null when the guest uses none
 * @param masterKeyFile the file with the key that opens sealed secrets; null when there are none
 * @param settings the administrator's choices
 * @param privileged whether this is the system's instance
 * @param processEnvironment environment variables that every QEMU process gets
 * @param incoming where the guest's state comes from (QEMU's {@code -incoming}); null for a fresh start
 * @param snapshot internal snapshot to start from; null for none
 * @param numa the host's memory nodes
 * @param hostTables the host's own SMBIOS tables; null when they cannot be read
 * @param now the time of the start
 */
public record LaunchEnvironment(
        String directory,
        String memoryDirectory,
        List<HugePages> hugePages,
        MonitorEndpoint monitor,
        HandleSource handles,
        Map<String, String> paths,
        VolumeLocator volumes,
        Set<String> opticalDrives,
        @Nullable String renderNode,
        @Nullable SecretSource secrets,
        @Nullable String masterKeyFile,
        DriverSettings settings,
        boolean privileged,
        Map<String, String> processEnvironment,
        @Nullable String incoming,
        @Nullable String snapshot,
        HostNuma numa,
        SysInfo.@Nullable Smbios hostTables,
        Instant now) {
    public LaunchEnvironment {
        hugePages = List.copyOf(hugePages);
        paths = Map.copyOf(paths);
        opticalDrives = Set.copyOf(opticalDrives);
        processEnvironment = Collections.unmodifiableMap(new LinkedHashMap<>(processEnvironment));
    }

    /** {@return an environment with nothing but a folder and a monitor} */
    public static LaunchEnvironment of(String directory, MonitorEndpoint monitor) {
        return new LaunchEnvironment(directory, directory, List.of(), monitor, HandleSource.NONE, Map.of(),
                VolumeLocator.NONE, Set.of(), null, null, null, DriverSettings.DEFAULTS, false, Map.of(), null, null,
                HostNuma.UNKNOWN, null, Instant.now());
    }

    public LaunchEnvironment withMemoryDirectory(String value) {
        return new LaunchEnvironment(directory, value, hugePages, monitor, handles, paths, volumes, opticalDrives,
                renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment, incoming, snapshot,
                numa, hostTables, now);
    }

    public LaunchEnvironment withHugePages(List<HugePages> value) {
        return new LaunchEnvironment(directory, memoryDirectory, value, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withHandles(HandleSource value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, value, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withPaths(Map<String, String> value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, value, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withVolumes(VolumeLocator value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, value,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withOpticalDrives(Set<String> value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes, value,
                renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment, incoming, snapshot,
                numa, hostTables, now);
    }

    public LaunchEnvironment withRenderNode(@Nullable String value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, value, secrets, masterKeyFile, settings, privileged, processEnvironment, incoming,
                snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withSettings(DriverSettings value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, value, privileged, processEnvironment, incoming,
                snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withPrivileged(boolean value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, value, processEnvironment, incoming,
                snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withProcessEnvironment(Map<String, String> value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, value, incoming, snapshot,
                numa, hostTables, now);
    }

    public LaunchEnvironment withIncoming(@Nullable String value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment, value,
                snapshot, numa, hostTables, now);
    }

    public LaunchEnvironment withSnapshot(@Nullable String value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, value, numa, hostTables, now);
    }

    public LaunchEnvironment withNuma(HostNuma value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, snapshot, value, hostTables, now);
    }

    public LaunchEnvironment withNow(Instant value) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, secrets, masterKeyFile, settings, privileged, processEnvironment,
                incoming, snapshot, numa, hostTables, value);
    }

    public LaunchEnvironment withSecrets(SecretSource source, String keyFile) {
        return new LaunchEnvironment(directory, memoryDirectory, hugePages, monitor, handles, paths, volumes,
                opticalDrives, renderNode, source, keyFile, settings, privileged, processEnvironment, incoming,
                snapshot, numa, hostTables, now);
    }
}
