package io.jvirt.model.storage;

import io.jvirt.model.PciAddress;
import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import org.jspecify.annotations.Nullable;

/** The adapter whose units a SCSI pool has. */
@Element("adapter")
@Choice(value = "type", def = "scsi_host")
@Doc("The adapter whose units are the volumes.")
public sealed interface StorageAdapter {
    /** An adapter of the host, by its name or by where it is plugged. */
    @Case("scsi_host")
    record ScsiHost(
            @Attr @Doc("Name of the adapter, `scsi_host3`.") @Nullable String name,
            @Attr("parentaddr@unique_id") @Doc("Which of the adapters at that address.") @Nullable Integer uniqueId,
            @Inline("parentaddr/address") @Nullable PciAddress address) implements StorageAdapter {
    }

    /** A Fibre Channel adapter, made for the pool where there is none. */
    @Case("fc_host")
    record FibreChannel(
            @Attr @Doc("Name of the adapter on which a virtual one is made.") @Nullable String parent,
            @Attr("parent_wwnn") @Doc("World-wide node name of that adapter.") @Nullable String parentNode,
            @Attr("parent_wwpn") @Doc("World-wide port name of that adapter.") @Nullable String parentPort,
            @Attr("parent_fabric_wwn") @Doc("World-wide name of the fabric of that adapter.") @Nullable String parentFabric,
            @Attr @Doc("Whether the virtual adapter goes with the pool.") @Nullable YesNo managed,
            @Attr("wwnn") @Doc("World-wide node name.") @Nullable String node,
            @Attr("wwpn") @Doc("World-wide port name.") @Nullable String port) implements StorageAdapter {
    }
}
