package io.jvirt.qemu.command;

import io.jvirt.model.domain.CharBackend;
import io.jvirt.model.domain.Tpm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trusted platform modules: the host's own, or one that a process beside QEMU emulates. */
final class TpmDevices {
    private static final String CHARDEV = "chrtpm";

    private TpmDevices() {
    }

    static void add(Guest guest, Arguments out) {
        for (Tpm tpm : guest.devices().tpms()) {
            String alias = guest.alias(tpm);
            if (tpm.model() == Tpm.Model.SPAPR_TPM_PROXY) {
                out.device(Props.device("spapr-tpm-proxy").text("id", alias).text("host-path",
                        tpm.backend() instanceof Tpm.Passthrough host ? host.path() : null));
                continue;
            }
            backend(guest, out, alias, tpm);
            Props props = Props.device(device(guest, tpm)).text("tpmdev", "tpm-" + alias).text("id", alias);
            Addresses.add(guest, props, tpm.info());
            out.device(props);
        }
    }

    private static String device(Guest guest, Tpm tpm) {
        Tpm.Model model = tpm.model() == null ? Tpm.Model.TPM_TIS : tpm.model();
        return model == Tpm.Model.TPM_TIS && !guest.isX86() ? "tpm-tis-device" : model.xml();
    }

    private static void backend(Guest guest, Arguments out, String alias, Tpm tpm) {
        switch (tpm.backend()) {
            case Tpm.Passthrough host -> {
                String path = passed(guest, out, alias, Handle.TPM, "-tpm", host.path());
                String cancel = passed(guest, out, alias, Handle.TPM_CANCEL, "-cancel", null);
                out.add("tpmdev", KeyValues.of("passthrough").put("id", "tpm-" + alias).put("path", path)
                        .put("cancel-path", cancel));
            }
            case Tpm.Emulator _ -> {
                String socket = guest.environment().paths()
                        .getOrDefault(alias, guest.environment().directory() + "/" + alias + "-swtpm.sock");
                emulated(guest, out, alias, socket);
            }
            case Tpm.External external ->
                    emulated(guest, out, alias, external.source() == null ? "" : external.source().path());
        }
    }

    private static @Nullable String passed(Guest guest, Arguments out, String alias, Handle purpose, String suffix,
            @Nullable String path) {
        List<Integer> handles = guest.environment().handles().of(alias, purpose);
        return handles.isEmpty() ? path : guest.fdSets().add(out, handles.getFirst(), alias + suffix);
    }

    private static void emulated(Guest guest, Arguments out, String alias, String socket) {
        CharDevices.add(guest, out, alias, CHARDEV, new CharBackend.Unix(
                new CharBackend.UnixSource(CharBackend.Mode.CONNECT, socket, List.of(), null), null));
        out.add("tpmdev", KeyValues.of("emulator").put("id", "tpm-" + alias).put("chardev", CHARDEV));
    }
}
