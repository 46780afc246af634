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
            @Attr @Nullable YesNo kernelHashes,
            @Child @Nullable Integer cbitpos,
            @Child @Nullable Integer reducedPhysBits,
            @Child @Hex(4) @Nullable Long policy,
            @Child @Nullable String dhCert,
            @Child @Nullable String session) implements LaunchSecurity {
    }

    @Case("sev-snp")
    record SevSnp(
            @Attr @Nullable YesNo kernelHashes,
            @Attr @Nullable YesNo authorKey,
            @Attr @Nullable YesNo vcek,
            @Child @Nullable Integer cbitpos,
            @Child @Nullable Integer reducedPhysBits,
            @Child @Hex(8) @Nullable Long policy,
            @Child @Nullable String guestVisibleWorkarounds,
            @Child @Nullable String idBlock,
            @Child @Nullable String idAuth,
            @Child @Nullable String hostData) implements LaunchSecurity {
    }

    @Case("s390-pv")
    record S390Pv() implements LaunchSecurity {
    }

    @Case("tdx")
    record Tdx(
            @Child @Hex(8) @Nullable Long policy,
            @Child @Nullable String mrConfigId,
            @Child @Nullable String mrOwner,
            @Child @Nullable String mrOwnerConfig,
            @Attr("quoteGenerationService@path") @Nullable String quoteGenerationService) implements LaunchSecurity {
    }
}
