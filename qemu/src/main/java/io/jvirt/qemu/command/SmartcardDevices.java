package io.jvirt.qemu.command;

import io.jvirt.model.domain.Controller;
import io.jvirt.model.domain.DeviceAddress;
import io.jvirt.model.domain.Smartcard;
import java.util.List;

/** Smart cards: one of the host, one made of certificates, or one that a viewer passes on. */
final class SmartcardDevices {
    private static final String DEFAULT_DATABASE = "/etc/pki/nssdb";

    private SmartcardDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Smartcard card : guest.devices().smartcards()) {
            String alias = guest.alias(card);
            Props props = switch (card.source()) {
                case Smartcard.Host _ -> Props.device("ccid-card-emulated").text("backend", "nss-emulated");
                case Smartcard.HostCertificates certificates -> certificates(certificates);
                case Smartcard.Passthrough passthrough -> {
                    CharDevices.add(guest, out, alias, CharDevices.id(alias), passthrough.backend());
                    yield Props.device("ccid-card-passthru").text("chardev", CharDevices.id(alias));
                }
            };
            int reader = card.info().address() instanceof DeviceAddress.Ccid place ? place.controller() : 0;
            out.device(props.text("id", alias)
                    .text("bus", guest.controllerAlias(Controller.Type.CCID, reader) + ".0"));
        }
    }

    private static Props certificates(Smartcard.HostCertificates source) {
        Props props = Props.device("ccid-card-emulated").text("backend", "certificates");
        List<String> names = source.certificate();
        for (int i = 0; i < names.size(); i++) {
            props.text("cert" + (i + 1), names.get(i));
        }
        return props.text("db", source.database() == null ? DEFAULT_DATABASE : source.database());
    }
}
