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
import io.jvirt.model.xml.Refusal;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Element("tpm")
@Doc("A trusted platform module.")
public record Tpm(
        @Attr @Doc("What the guest sees.") @Nullable Model model,
        @Child @Refusal(missing = "missing TPM device backend") @Doc("Where it really is.") Backend backend,
        @Inline DeviceInfo info) implements Device {
    public enum Model implements XmlEnum { TPM_TIS, TPM_CRB, TPM_SPAPR, SPAPR_TPM_PROXY }

    @Choice("type")
    public sealed interface Backend {
    }

    @Case("passthrough")
    public record Passthrough(
            @Attr("device@path") @Doc("Path on the host.") @Nullable String path) implements Backend {
    }

    @Case("emulator")
    public record Emulator(
            @Attr @Doc("Version of the standard.") @Nullable Version version,
            @Attr("persistent_state") @Doc("Whether its state outlives a transient guest.") @Nullable YesNo persistentState,
            @Attr @Doc("Level of the emulator's log.") @Nullable Integer debug,
            @Attr("encryption@secret") @Doc("Secret that encrypts its state.") @Nullable UUID encryption,
            @Child("active_pcr_banks") @Doc("Banks of measurements in use.") @Nullable PcrBanks activePcrBanks,
            @Child @Doc("Where the state is kept.") @Nullable StateSource source,
            @Child @Doc("Set of algorithms.") @Nullable Profile profile) implements Backend {
        public Emulator withVersion(@Nullable Version value) {
            return Records.with(this, "version", value);
        }

        public Emulator withPersistentState(@Nullable YesNo value) {
            return Records.with(this, "persistentState", value);
        }
    }

    @Case("external")
    public record External(
            @Child @Doc("Socket of an emulator that was started elsewhere.") @Nullable ExternalSource source) implements Backend {
    }

    public record ExternalSource(
            @Attr @Doc("Always unix.") String type,
            @Attr @Doc("Always connect.") @Nullable String mode,
            @Attr @Doc("Path on the host.") String path) {
    }

    public enum Version implements XmlEnum { @XmlName("1.2") V1_2, @XmlName("2.0") V2_0 }

    public record PcrBanks(
            @Child @Doc("The SHA-1 bank.") boolean sha1,
            @Child @Doc("The SHA-256 bank.") boolean sha256,
            @Child @Doc("The SHA-384 bank.") boolean sha384,
            @Child @Doc("The SHA-512 bank.") boolean sha512) {
    }

    public record StateSource(
            @Attr @Doc("File or folder.") String type,
            @Attr @Doc("Path on the host.") String path) {
    }

    public record Profile(
            @Attr @Doc("Where the profile comes from.") @Nullable String source,
            @Attr("removeDisabled") @Doc("Which algorithms of the host's policy to remove.") @Nullable String removeDisabled,
            @Attr @Doc("Name of the profile.") @Nullable String name) {
    }

    public Tpm withModel(@Nullable Model value) {
        return Records.with(this, "model", value);
    }

    public Tpm withBackend(Backend value) {
        return Records.with(this, "backend", value);
    }
}
