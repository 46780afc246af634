package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.Device;
import io.jvirt.model.domain.DeviceInfo;
import io.jvirt.model.domain.Devices;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.DomainType;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.HostDevice;
import io.jvirt.qemu.capabilities.Accelerator;
import io.jvirt.qemu.capabilities.MachineType;
import io.jvirt.qemu.capabilities.QemuCapabilities;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guest whose command line is written: its document, its QEMU and what the host gives, with common questions. */
final class Guest {
    private final DomainDescription domain;
    private final QemuCapabilities capabilities;
    private final LaunchEnvironment environment;
    private final Machine board;
    private final BootOrder bootOrder;
    private final FdSets fdSets = new FdSets();

    Guest(DomainDescription domain, QemuCapabilities capabilities, LaunchEnvironment environment) {
        this.domain = domain;
        this.capabilities = capabilities;
        this.environment = environment;
        this.board = Machine.of(domain);
        this.bootOrder = BootOrder.of(domain);
    }

    DomainDescription domain() {
        return domain;
    }

    Devices devices() {
        return domain.devices();
    }

    LaunchEnvironment environment() {
        return environment;
    }

    DriverSettings settings() {
        return environment.settings();
    }

    BootOrder bootOrder() {
        return bootOrder;
    }

    FdSets fdSets() {
        return fdSets;
    }

    QemuCapabilities capabilities() {
        return capabilities;
    }

    boolean has(QemuFact fact) {
        return capabilities.has(fact);
    }

    /** Fails unless QEMU has what the document asks for. */
    void require(boolean holds, String message) {
        if (!holds) {
            throw unsupported(message);
        }
    }

    /** {@return the error for a document that this QEMU cannot run} */
    static JvirtException unsupported(String message) {
        return new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.QEMU, message);
    }

    String machine() {
        return board.name();
    }

    String arch() {
        return board.arch();
    }

    boolean isX86() {
        return board.isX86();
    }

    boolean isS390() {
        return board.isS390();
    }

    boolean isPpc64() {
        return board.isPpc64();
    }

    boolean isArm() {
        return board.isArm();
    }

    boolean isRiscv() {
        return board.isRiscv();
    }

    boolean isLoongArch() {
        return board.isLoongArch();
    }

    boolean isQ35() {
        return board.isQ35();
    }

    boolean isPseries() {
        return board.isPseries();
    }

    boolean isVirtBoard() {
        return board.isVirtBoard();
    }

    boolean hasBuiltinIde() {
        return board.hasBuiltinIde();
    }

    boolean hasBuiltinEsp() {
        return board.hasBuiltinEsp();
    }

    Accelerator accelerator() {
        return domain.type() == DomainType.KVM ? Accelerator.KVM
                : domain.type() == DomainType.HVF ? Accelerator.HVF : Accelerator.TCG;
    }

    Optional<MachineType> machineType() {
        return capabilities.machine(accelerator(), board.name());
    }

    /** {@return the name of the object that is all of the guest's memory, if the machine can be given one} */
    @Nullable String defaultRamId() {
        return machineType().map(MachineType::defaultRamId).orElse(null);
    }

    @Nullable Features features() {
        return domain.features();
    }

    /** {@return the guest's NUMA nodes in the order of their numbers} */
    List<Cpu.Cell> numaCells() {
        Cpu cpu = domain.cpu();
        Cpu.@Nullable Numa numa = cpu == null ? null : cpu.numa();
        if (numa == null) {
            return List.of();
        }
        List<Cpu.Cell> cells = new ArrayList<>(numa.cell());
        cells.sort(Comparator.comparingInt(cell -> cell.id() == null ? numa.cell().indexOf(cell) : cell.id()));
        return cells;
    }

    /** {@return the live alias of a device} */
    String alias(Device device) {
        return alias(device.info());
    }

    /** {@return the live alias} */
    String alias(DeviceInfo info) {
        String alias = info.alias();
        if (alias == null) {
            throw new IllegalStateException("A device of domain '" + domain.name() + "' has no live alias: " + info);
        }
        return alias;
    }

    /** {@return the controller} */
    Controller controller(Controller.Type type, int index) {
        return findController(type, index).orElseThrow(() -> new JvirtException(ErrorCode.INTERNAL_ERROR,
                ErrorDomain.QEMU, "could not find a " + type.xml() + " controller with index '" + index
                        + "' required for device"));
    }

    /** {@return the first controller of the kind with the index} */
    Optional<Controller> findController(Controller.Type type, int index) {
        return devices().controllers().stream()
                .filter(c -> c.type() == type && c.index() != null && c.index() == index
                        && c.info().masterStartPort() == null)
                .findFirst();
    }

    String controllerAlias(Controller.Type type, int index) {
        return alias(controller(type, index));
    }

    /** {@return the number in the block node's name of a SCSI device of the host; they follow those of the disks} */
    int scsiNodeNumber(DeviceInfo info) {
        int number = LiveAliases.highestNodeNumber(domain);
        for (HostDevice device : devices().hostdevs()) {
            if (device.source() instanceof HostDevice.Subsystem subsystem
                    && subsystem.source() instanceof HostDevice.Scsi) {
                number++;
            }
            if (device.info().equals(info)) {
                break;
            }
        }
        return number;
    }

    SecretSource secrets() {
        SecretSource secrets = environment.secrets();
        if (secrets == null) {
            throw new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.QEMU,
                    "domain '" + domain.name() + "' needs secrets, but nothing here keeps them");
        }
        return secrets;
    }
}
