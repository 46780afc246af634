package io.jvirt.qemu.command;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.SharedMemory;
import java.util.List;

/** Memory shared between guests, directly or through a server that can also interrupt them. */
final class SharedMemoryDevices {
    private static final MemorySize DEFAULT_SIZE = MemorySize.ofMib(4);
    private static final MemorySize MINIMUM = MemorySize.ofMib(1);

    private SharedMemoryDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (SharedMemory memory : guest.devices().shmems()) {
            check(guest, memory);
            String alias = guest.alias(memory);
            SharedMemory.Model model = memory.model() == null ? SharedMemory.Model.IVSHMEM_PLAIN : memory.model();
            if (model == SharedMemory.Model.IVSHMEM_PLAIN) {
                MemorySize size = memory.size() == null ? DEFAULT_SIZE : memory.size();
                out.object(Props.object("memory-backend-file", "shmmem-" + alias)
                        .text("mem-path", "/dev/shm/" + memory.name()).number("size", size.bytes()).flag("share", true));
            }
            Props props = Props.device(model.xml()).text("id", alias);
            if (memory.server() != null) {
                props.text("chardev", CharDevices.id(alias));
            } else {
                props.text("memdev", "shmmem-" + alias).word("master", memory.role() == null ? null
                        : OnOff.of(memory.role() == SharedMemory.Role.MASTER));
            }
            if (memory.msi() != null) {
                props.positive("vectors", memory.msi().vectors()).flag("ioeventfd", memory.msi().ioeventfd());
            }
            Addresses.add(guest, props, memory.info());
            Addresses.extension(guest, out, memory.info());
            out.device(props);
            if (memory.server() != null) {
                String path = memory.server().path() == null ? "/var/lib/libvirt/shmem-" + alias + "-sock"
                        : memory.server().path();
                CharDevices.add(guest, out, alias, CharDevices.id(alias), new CharBackend.Unix(
                        new CharBackend.UnixSource(CharBackend.Mode.CONNECT, path, List.of(), null), null));
            }
        }
    }

    private static void check(Guest guest, SharedMemory memory) {
        MemorySize size = memory.size();
        if (size != null && Long.bitCount(size.bytes()) != 1) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.QEMU,
                    "shmem size must be a power of two, '" + memory.name() + "' has " + size);
        }
        if (size != null && size.compareTo(MINIMUM) < 0) {
            throw new JvirtException(ErrorCode.XML_ERROR, ErrorDomain.QEMU,
                    "shmem size must be at least 1 MiB (1024 KiB), '" + memory.name() + "' has " + size);
        }
        guest.require(memory.model() != SharedMemory.Model.IVSHMEM,
                "ivshmem device is not supported with this QEMU binary");
        guest.require(memory.info().address() instanceof DeviceAddress.Pci,
                "only 'pci' addresses are supported for the shared memory device");
    }
}
