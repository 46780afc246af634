package io.jvirt.qemu.command;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.LaunchSecurity;
import org.jspecify.annotations.Nullable;

/** Encryption of the guest's memory by the processor. */
final class LaunchSecurityObject {
    /** Name of the object, which the machine refers to. */
    static final String ID = "lsec0";

    private LaunchSecurityObject() {
    }

    static void add(Guest guest, Arguments out) {
        LaunchSecurity security = guest.domain().launchSecurity();
        if (security != null) {
            out.object(switch (security) {
                case LaunchSecurity.Sev sev -> sev(guest, sev);
                case LaunchSecurity.SevSnp snp -> snp(snp);
                case LaunchSecurity.S390Pv _ -> Props.object("s390-pv-guest", ID);
                case LaunchSecurity.Tdx tdx -> tdx(tdx);
            });
        }
    }

    private static Props sev(Guest guest, LaunchSecurity.Sev sev) {
        String directory = guest.environment().directory();
        return Props.object("sev-guest", ID).number("cbitpos", sev.cbitpos())
                .number("reduced-phys-bits", sev.reducedPhysBits()).number("policy", sev.policy())
                .text("dh-cert-file", sev.dhCert() == null ? null : directory + "/dh_cert.base64")
                .text("session-file", sev.session() == null ? null : directory + "/session.base64")
                .flag("kernel-hashes", sev.kernelHashes());
    }

    private static Props snp(LaunchSecurity.SevSnp snp) {
        return Props.object("sev-snp-guest", ID).number("cbitpos", snp.cbitpos())
                .number("reduced-phys-bits", snp.reducedPhysBits()).number("policy", snp.policy())
                .text("guest-visible-workarounds", snp.guestVisibleWorkarounds())
                .text("id-block", snp.idBlock()).text("id-auth", snp.idAuth()).text("host-data", snp.hostData())
                .flag("kernel-hashes", snp.kernelHashes()).flag("author-key-enabled", snp.authorKey())
                .flag("vcek-disabled", negated(snp.vcek()));
    }

    private static @Nullable YesNo negated(@Nullable YesNo value) {
        return value == null ? null : YesNo.of(value == YesNo.NO);
    }

    private static Props tdx(LaunchSecurity.Tdx tdx) {
        Props props = Props.object("tdx-guest", ID)
                .text("mrconfigid", tdx.mrConfigId()).text("mrowner", tdx.mrOwner())
                .text("mrownerconfig", tdx.mrOwnerConfig());
        if (tdx.quoteGenerationService() != null) {
            props.nested("quote-generation-socket", Props.of().text("type", "unix")
                    .text("path", tdx.quoteGenerationService()));
        }
        return props.number("attributes", tdx.policy());
    }
}
