package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Case;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Choice;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Inline;
import io.jvirt.model.xml.Records;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Element("tpm")
@Doc("A trusted platform module.")
public record Tpm(
        @Attr @Nullable Model model,
        @Child Backend backend,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { TPM_TIS, TPM_CRB, TPM_SPAPR, SPAPR_TPM_PROXY }

    @Choice("type")
    public sealed interface Backend {
    }

    @Case("passthrough")
    public record Passthrough(@Attr("device@path") @Nullable String path) implements Backend {
    }

    @Case("emulator")
    public record Emulator(
            @Attr @Nullable Version version,
            @Attr("persistent_state") @Nullable YesNo persistentState,
            @Attr @Nullable Integer debug,
            @Attr("encryption@secret") @Nullable UUID encryption,
            @Child("active_pcr_banks") @Nullable PcrBanks activePcrBanks,
            @Child @Nullable StateSource source,
            @Child @Nullable Profile profile) implements Backend {
        public Emulator withVersion(@Nullable Version value) {
            return Records.with(this, "version", value);
        }

        public Emulator withPersistentState(@Nullable YesNo value) {
            return Records.with(this, "persistentState", value);
        }
    }

    @Case("external")
    public record External(@Child @Nullable ExternalSource source) implements Backend {
    }

    public record ExternalSource(@Attr String type, @Attr @Nullable String mode, @Attr String path) {
    }

    public enum Version implements XmlEnum { @XmlName("1.2") V1_2, @XmlName("2.0") V2_0 }

    public record PcrBanks(@Child boolean sha1, @Child boolean sha256, @Child boolean sha384, @Child boolean sha512) {
    }

    public record StateSource(@Attr String type, @Attr String path) {
    }

    public record Profile(
            @Attr @Nullable String source,
            @Attr("remove_disabled") @Nullable String removeDisabled,
            @Attr @Nullable String name) {
    }

    public Tpm withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Tpm withBackend(Backend value) {
        return Records.with(this, "backend", value);
    }
}
