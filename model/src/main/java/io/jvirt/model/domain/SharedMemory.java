package io.jvirt.model.domain;

import io.jvirt.model.MemorySize;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.Scaled;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

@Element("shmem")
@Doc("Memory shared between guests.")
public record SharedMemory(
        @Attr @Refusal(missing = "shmem element must contain 'name' attribute") @Doc("Name on the host.") String name,
        @Attr @Doc("Whether the guest survives migration with it.") @Nullable Role role,
        @Attr("model@type") @Doc("What the guest sees.") @Nullable Model model,
        @Child @Scaled(in = "B", out = "M") @Doc("Size of the memory.") @Nullable MemorySize size,
        @Child @Doc("Server that hands it out.") @Nullable Server server,
        @Child @Doc("Interrupts.") @Nullable Msi msi,
        @Inline DeviceInfo info) implements Device {
    public enum Role implements XmlEnum { MASTER, PEER }

    public enum Model implements XmlEnum { IVSHMEM, IVSHMEM_PLAIN, IVSHMEM_DOORBELL }

    public record Server(
            @Attr @Doc("Path on the host.") @Nullable String path) {
    }

    public record Msi(
            @Attr @Doc("Whether there are interrupts.") @Nullable YesNo enabled,
            @Attr @Doc("Interrupts.") @Nullable Integer vectors,
            @Attr @Doc("Handle requests outside of the CPU's thread.") @Nullable OnOff ioeventfd) {
    }

    public SharedMemory withServer(@Nullable Server value) {
        return Records.with(this, "server", value);
    }

    public SharedMemory withSize(@Nullable MemorySize value) {
        return Records.with(this, "size", value);
    }
}
