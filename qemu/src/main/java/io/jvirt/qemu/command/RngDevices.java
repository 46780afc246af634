package io.jvirt.qemu.command;

import io.jvirt.model.domain.Rng;

/** Sources of random numbers. */
final class RngDevices {
    private static final int DEFAULT_PERIOD = 1000;

    private RngDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Rng rng : guest.devices().rngs()) {
            String alias = guest.alias(rng);
            String object = "obj" + alias;
            switch (rng.backend()) {
                case Rng.Random random -> out.object(Props.object("rng-random", object)
                        .text("filename", random.device()));
                case Rng.Egd daemon -> {
                    CharDevices.add(guest, out, alias, CharDevices.id(alias), daemon.backend());
                    out.object(Props.object("rng-egd", object).text("chardev", CharDevices.id(alias)));
                }
                case Rng.Builtin _ -> out.object(Props.object("rng-builtin", object));
            }
            Addresses.extension(guest, out, rng.info());
            Props props = VirtioDevice.props("virtio-rng", rng.model(), VirtioDevice.options(rng.driver()), rng.info())
                    .text("rng", object).text("id", alias);
            Rng.Rate rate = rng.rate();
            if (rate != null) {
                props.positive("max-bytes", rate.bytes());
                int period = rate.period() == null || rate.period() == 0 ? DEFAULT_PERIOD : rate.period();
                props.number("period", period);
            }
            Addresses.add(guest, props, rng.info());
            out.device(props);
        }
    }
}
