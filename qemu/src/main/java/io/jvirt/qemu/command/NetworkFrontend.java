package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.model.domain.Teaming;
import io.jvirt.model.domain.VirtioOptions;
import org.jspecify.annotations.Nullable;

/** The device that shows a network card to the guest. */
final class NetworkFrontend {
    private NetworkFrontend() {
    }

    static Props props(Guest guest, NetworkInterface card) {
        String alias = guest.alias(card);
        String model = card.model() == null ? "rtl8139" : card.model();
        Props props = switch (model) {
            case "virtio", "virtio-transitional", "virtio-non-transitional" -> virtio(card, model);
            default -> Props.device(model);
        };
        props.text("netdev", NetworkBackend.id(alias)).text("id", alias)
                .text("mac", card.mac() == null ? null : card.mac().address().toString())
                .number("bootindex", guest.bootOrder().of(card))
                .text("loadparm", BootOrder.loadParameter(guest, card.info()));
        Addresses.add(guest, props, card.info());
        Addresses.rom(props, card.info());
        return props;
    }

    /** {@return the option for a card that is part of the board} */
    static KeyValues onBoard(Guest guest, NetworkInterface card) {
        String alias = guest.alias(card);
        return KeyValues.of("nic").put("macaddr", card.mac() == null ? null : card.mac().address().toString())
                .put("netdev", NetworkBackend.id(alias)).put("model", card.model()).put("id", alias);
    }

    private static Props virtio(NetworkInterface card, String model) {
        NetworkInterface.Driver driver = card.driver();
        VirtioOptions options = driver == null ? null : driver.virtio();
        Props props = VirtioDevice.props("virtio-net", model, options, card.info());
        if (driver != null) {
            props.text("tx", driver.txmode() == null ? null
                            : driver.txmode() == NetworkInterface.TxMode.IOTHREAD ? "bh" : "timer")
                    .flag("ioeventfd", driver.ioeventfd()).flag("event_idx", driver.eventIdx());
            offloads(props, driver.host(), driver.guest());
        }
        Integer queues = NetworkBackend.severalQueues(card);
        if (queues != null) {
            props.flag("mq", true);
            if (!(card.info().address() instanceof DeviceAddress.Ccw)) {
                // One interrupt for each direction of each queue, one for changes of configuration, one for control.
                props.number("vectors", 2 * queues + 2);
            }
        }
        if (driver != null) {
            props.positive("rx_queue_size", driver.rxQueueSize()).positive("tx_queue_size", driver.txQueueSize())
                    .flag("rss", driver.rss()).flag("hash", driver.rssHashReport());
        }
        return props.positive("host_mtu", card.mtu())
                .flag("failover", isFailover(card) ? OnOff.ON : null);
    }

    private static boolean isFailover(NetworkInterface card) {
        return card.teaming() != null && card.teaming().type() == Teaming.Type.PERSISTENT;
    }

    private static void offloads(Props props, NetworkInterface.@Nullable HostOffload host,
            NetworkInterface.@Nullable GuestOffload guest) {
        if (host != null) {
            props.flag("csum", host.csum()).flag("gso", host.gso()).flag("host_tso4", host.tso4())
                    .flag("host_tso6", host.tso6()).flag("host_ecn", host.ecn()).flag("host_ufo", host.ufo())
                    .flag("mrg_rxbuf", host.mrgRxbuf());
        }
        if (guest != null) {
            props.flag("guest_csum", guest.csum()).flag("guest_tso4", guest.tso4())
                    .flag("guest_tso6", guest.tso6()).flag("guest_ecn", guest.ecn()).flag("guest_ufo", guest.ufo());
        }
    }
}
