package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Hex;
import org.jspecify.annotations.Nullable;

/** Memory encryption of a confidential guest. */
@Element("launchSecurity")
@Choice("type")
@Doc("Confidential guest.")
public sealed interface LaunchSecurity {
    @Case("sev")
    record Sev(
            @Attr @Doc("Whether kernel, initrd and command line are measured.") @Nullable YesNo kernelHashes,
            @Child @Doc("Number of the address bit that marks encrypted pages.") @Nullable Integer cbitpos,
            @Child @Doc("Address bits lost to encryption.") @Nullable Integer reducedPhysBits,
            @Child @Hex(4) @Doc("The guest's policy bits.") @Nullable Long policy,
            @Child @Doc("The owner's Diffie-Hellman certificate in base64.") @Nullable String dhCert,
            @Child @Doc("The owner's session data in base64.") @Nullable String session) implements LaunchSecurity {
    }

    @Case("sev-snp")
    record SevSnp(
            @Attr @Doc("Whether kernel, initrd and command line are measured.") @Nullable YesNo kernelHashes,
            @Attr @Doc("Whether an author key is given.") @Nullable YesNo authorKey,
            @Attr @Doc("Whether the host's chip key signs reports.") @Nullable YesNo vcek,
            @Child @Doc("Number of the address bit that marks encrypted pages.") @Nullable Integer cbitpos,
            @Child @Doc("Address bits lost to encryption.") @Nullable Integer reducedPhysBits,
            @Child @Hex(8) @Doc("The guest's policy bits.") @Nullable Long policy,
            @Child @Doc("Work-arounds that the guest sees, in base64.") @Nullable String guestVisibleWorkarounds,
            @Child @Doc("Identity block in base64.") @Nullable String idBlock,
            @Child @Doc("Identity authentication in base64.") @Nullable String idAuth,
            @Child @Doc("Data for attestation reports, in base64.") @Nullable String hostData) implements LaunchSecurity {
    }

    @Case("s390-pv")
    record S390Pv() implements LaunchSecurity {
    }

    @Case("tdx")
    record Tdx(
            @Child @Hex(8) @Doc("The guest's policy bits.") @Nullable Long policy,
            @Child @Doc("Identity of the configuration, in base64.") @Nullable String mrConfigId,
            @Child @Doc("Identity of the owner, in base64.") @Nullable String mrOwner,
            @Child @Doc("Identity of the owner's configuration, in base64.") @Nullable String mrOwnerConfig,
            @Attr("quoteGenerationService@path") @Doc("Socket of the service that makes quotes.") @Nullable String quoteGenerationService) implements LaunchSecurity {
    }
}
