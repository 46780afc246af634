package io.jvirt.qemu.command;

import java.util.List;

/**
 * The order of the command line. Objects stand before the devices that use them, buses before what is plugged into
 * them; the rest is libvirt's order, so that logs of both read alike.
 */
final class OptionOrder {
    static final List<Part> PARTS = List.of(
            IdentityOptions::name,
            CompatibilityOption::add,
            (guest, out) -> out.add("S"),
            SecretObjects::masterKey,
            ReservationObjects::managed,
            FirmwareOptions::flashNodes,
            MachineOption::add,
            AcceleratorOption::add,
            FirmwareOptions::systemManagementMemory,
            CpuOption::add,
            FirmwareOptions::loader,
            MemoryOptions::add,
            SmpOption::add,
            ThreadObjects::ioThreads,
            ThrottleObjects::add,
            NumaOptions::add,
            IdentityOptions::uuid,
            SmbiosOptions::add,
            SmbiosOptions::firmwareConfiguration,
            IdentityOptions::generation,
            GraphicsOptions::none,
            (guest, out) -> {
                out.add("no-user-config");
                out.add("nodefaults");
            },
            MonitorOptions::add,
            ClockOptions::add,
            PowerOptions::add,
            BootOptions::add,
            IommuDevices::add,
            ControllerDevices::globals,
            ControllerDevices::add,
            MemoryDevices::add,
            HubDevices::add,
            ControllerDevices::smartcardReaders,
            DiskDevices::add,
            FilesystemDevices::add,
            NetworkDevices::add,
            SmartcardDevices::add,
            SerialDevices::serials,
            SerialDevices::parallels,
            ChannelDevices::add,
            ConsoleDevices::add,
            TpmDevices::add,
            InputDevices::add,
            AudioBackends::add,
            GraphicsOptions::add,
            VideoDevices::add,
            SoundDevices::add,
            WatchdogDevices::add,
            RedirectedDevices::add,
            HostDevices::add,
            StartState::incoming,
            BalloonDevice::add,
            RngDevices::add,
            NvramOption::add,
            VmCoreInfoDevice::add,
            LaunchSecurityObject::add,
            StartState::snapshot,
            UserOptions::add,
            SandboxOption::add,
            PanicDevices::add,
            SharedMemoryDevices::add,
            VsockDevice::add,
            CryptoDevices::add,
            PersistentStoreDevice::add,
            TeardownOption::add,
            LogOption::add);

    private OptionOrder() {
    }
}
