package io.jvirt.qemu.complete;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Features;
import io.jvirt.model.domain.LaunchSecurity;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.PowerManagement;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a firmware image for guests that leave the choice open, and the file for its variables. Of a guest that names
 * its image the descriptors tell the rest, such as the variables' template.
 */
final class FirmwareSelection {
    /** Program and variables of images that were in use before there were descriptors. */
    private static final Map<String, String> WITHOUT_DESCRIPTOR = Map.of(
            "/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_VARS.fd",
            "/usr/share/OVMF/OVMF_CODE.secboot.fd", "/usr/share/OVMF/OVMF_VARS.fd",
            "/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd",
            "/usr/share/AAVMF/AAVMF32_CODE.fd", "/usr/share/AAVMF/AAVMF32_VARS.fd");

    private final Draft draft;
    private final CompletionContext context;

    FirmwareSelection(Draft draft, CompletionContext context) {
        this.draft = draft;
        this.context = context;
    }

    void select() {
        validate();
        Os os = draft.os();
        Os.Loader loader = os.loader();
        if (loader != null && loader.path() != null && loader.type() == null) {
            loader = Records.with(loader, "type", Os.LoaderType.ROM);
            draft.setOs("loader", loader);
        }
        boolean manual = loader != null && loader.path() != null;
        boolean known = loader != null && manual && loader.type() == Os.LoaderType.PFLASH && isReadOnly(loader);
        if (os.firmware() != null || known) {
            Optional<FirmwareDescriptor> found = find();
            if (found.isPresent()) {
                apply(found.get());
            } else if (loader != null && manual) {
                legacy(loader);
            }
        }
        finish();
    }

    /**
     * Refuses to start what asks for firmware that this host does not have. A definition may wait for it.
     *
     * @throws JvirtException OPERATION_FAILED, when no image was chosen
     */
    static void check(Os os) {
        boolean chosen = os.loader() != null && os.loader().path() != null && os.firmwareFeatures().stream()
                .anyMatch(f -> f.name() == Os.FirmwareFeatureName.SECURE_BOOT);
        if (os.firmware() != null && !chosen) {
            throw new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.QEMU, "Unable to find '"
                    + os.firmware().xml() + "' firmware that is compatible with the current configuration");
        }
    }

    private static boolean isReadOnly(Os.Loader loader) {
        return loader.readonly() == YesNo.YES;
    }

    private void validate() {
        Os os = draft.os();
        Os.Loader loader = os.loader();
        Os.Nvram nvram = os.nvram();
        boolean stateless = loader != null && loader.stateless() == YesNo.YES;
        if (os.firmware() == null) {
            if (!os.firmwareFeatures().isEmpty()) {
                throw Errors.xml("Firmware features choose an image and need <os firmware='efi'>");
            }
            if (loader != null && loader.path() == null) {
                throw Errors.xml("A <loader> needs the path of an image, or <os firmware='...'> to have one chosen");
            }
            if (nvram != null && (loader == null || loader.path() == null)) {
                throw Errors.xml("Firmware variables (<nvram>) need a <loader>, or <os firmware='efi'>");
            }
        }
        if (os.firmware() == Os.Firmware.BIOS && (nvram != null
                || loader != null && loader.stateless() == YesNo.NO)) {
            throw Errors.xml("A BIOS keeps no variables: only EFI firmware can have <nvram> and stateless='no'");
        }
        if (nvram != null && stateless) {
            throw Errors.xml("Firmware with stateless='yes' keeps no variables and cannot have <nvram>");
        }
        if (nvram != null && loader != null && loader.type() == Os.LoaderType.ROM) {
            throw Errors.xml("A loader of type 'rom' keeps no variables and cannot have <nvram>; use type 'pflash'");
        }
        if (feature(Os.FirmwareFeatureName.ENROLLED_KEYS) == YesNo.YES
                && feature(Os.FirmwareFeatureName.SECURE_BOOT) == YesNo.NO) {
            throw Errors.xml("Firmware feature 'enrolled-keys' needs 'secure-boot', which is switched off");
        }
        if (loader != null) {
            format(loader.format(), "loader");
        }
        if (nvram != null) {
            format(nvram.format(), "nvram");
            format(nvram.templateFormat(), "nvram template");
        }
    }

    private static void format(@Nullable StorageFormat format, String what) {
        if (format != null && format != StorageFormat.RAW && format != StorageFormat.QCOW2) {
            throw Errors.unsupported("Format '" + format.xml() + "' of the " + what
                    + " is not supported; use 'raw' or 'qcow2'");
        }
    }

    private @Nullable YesNo feature(Os.FirmwareFeatureName name) {
        return draft.os().firmwareFeatures().stream().filter(f -> f.name() == name).map(Os.FirmwareFeature::enabled)
                .findFirst().orElse(null);
    }

    /** Raw images come before others: they work with everything. */
    private Optional<FirmwareDescriptor> find() {
        List<FirmwareDescriptor> all = context.firmware().descriptors();
        return all.stream().filter(d -> d.executableFormat().equals("raw")).filter(this::fits).findFirst()
                .or(() -> all.stream().filter(this::fits).findFirst());
    }

    private boolean fits(FirmwareDescriptor image) {
        Os os = draft.os();
        Os.Loader loader = os.loader();
        Os.Nvram nvram = os.nvram();
        boolean bios = os.firmware() == Os.Firmware.BIOS;
        if (!image.interfaces().contains(bios ? "bios" : "uefi")
                || !image.runsOn(context.capabilities().arch(), draft.machine())) {
            return false;
        }
        boolean flash = image.device().equals("flash");
        if (loader != null) {
            boolean typeFits = loader.type() == null || (loader.type() == Os.LoaderType.PFLASH) == flash;
            boolean pathFits = loader.path() == null || loader.path().equals(image.executable());
            boolean formatFits = loader.format() == null || image.executableFormat().equals(xml(loader.format()));
            if (!typeFits || !pathFits || !formatFits) {
                return false;
            }
        }
        boolean wantsStateless = loader != null && loader.stateless() == YesNo.YES;
        if (flash && (image.mode().equals("stateless") != wantsStateless || image.mode().equals("combined"))) {
            return false;
        }
        if (nvram != null && nvram.template() != null && !nvram.template().equals(image.template())) {
            return false;
        }
        if (nvram != null && nvram.templateFormat() != null
                && !xml(nvram.templateFormat()).equals(image.templateFormat())) {
            return false;
        }
        return featuresFit(image, loader);
    }

    private boolean featuresFit(FirmwareDescriptor image, Os.@Nullable Loader loader) {
        boolean secure = image.features().contains("secure-boot");
        boolean enrolled = image.features().contains("enrolled-keys");
        if (contradicts(feature(Os.FirmwareFeatureName.SECURE_BOOT), secure)
                || contradicts(feature(Os.FirmwareFeatureName.ENROLLED_KEYS), enrolled)
                || loader != null && contradicts(loader.secure(), secure)) {
            return false;
        }
        Features.Smm smm = draft.features().smm();
        if (image.features().contains("requires-smm") && smm != null && smm.state() == OnOff.OFF) {
            return false;
        }
        PowerManagement pm = draft.domain.pm();
        if (pm != null && (pm.suspendToMem() == YesNo.YES && !image.features().contains("acpi-s3")
                || pm.suspendToDisk() == YesNo.YES && !image.features().contains("acpi-s4"))) {
            return false;
        }
        return switch (draft.domain.launchSecurity()) {
            case LaunchSecurity.Sev sev -> image.features().contains("amd-sev")
                    && (sev.policy() == null || (sev.policy() & 4) == 0 || image.features().contains("amd-sev-es"));
            case LaunchSecurity.SevSnp snp -> image.features().contains("amd-sev-snp");
            case LaunchSecurity.Tdx tdx -> image.features().contains("intel-tdx");
            case LaunchSecurity.S390Pv pv -> true;
            case null -> true;
        };
    }

    private static boolean contradicts(@Nullable YesNo wanted, boolean is) {
        return wanted != null && (wanted == YesNo.YES) != is;
    }

    private void apply(FirmwareDescriptor image) {
        boolean bios = image.interfaces().contains("bios") && !image.interfaces().contains("uefi");
        if (draft.os().firmware() == null) {
            draft.setOs("firmware", bios ? Os.Firmware.BIOS : Os.Firmware.EFI);
        }
        Os.Loader loader = draft.os().loader() == null ? Records.blank(Os.Loader.class) : draft.os().loader();
        loader = Records.with(loader, "path", image.executable());
        loader = Records.with(loader, "format", format(image.executableFormat()));
        if (image.device().equals("flash")) {
            loader = Records.with(loader, "type", Os.LoaderType.PFLASH);
            loader = Records.with(loader, "readonly", YesNo.YES);
            if (image.template() != null) {
                variables(image);
            }
        } else {
            loader = Records.with(loader, "type", Os.LoaderType.ROM);
        }
        if (image.features().contains("requires-smm")) {
            loader = Records.with(loader, "secure", YesNo.YES);
            Features.Smm smm = draft.features().smm();
            if (smm == null) {
                draft.setFeature("smm", new Features.Smm(OnOff.ON, null));
            }
        }
        draft.setOs("loader", loader);
        draft.setOs("firmwareFeatures", featuresOf(image));
    }

    private void variables(FirmwareDescriptor image) {
        Os.Nvram nvram = draft.os().nvram() == null ? Records.blank(Os.Nvram.class) : draft.os().nvram();
        StorageFormat format = format(image.templateFormat() == null ? "raw" : image.templateFormat());
        if (isFile(nvram)) {
            nvram = Records.with(nvram, "template", image.template());
            nvram = Records.with(nvram, "templateFormat", format);
        }
        if (nvram.format() == null) {
            nvram = Records.with(nvram, "format", isFile(nvram) ? format : StorageFormat.RAW);
        }
        draft.setOs("nvram", nvram);
    }

    private static boolean isFile(Os.Nvram nvram) {
        return nvram.source() == null || nvram.source() instanceof StorageSource.File;
    }

    /** Whether keys are enrolled is only known when the variables begin as the image's template. */
    private List<Os.FirmwareFeature> featuresOf(FirmwareDescriptor image) {
        List<Os.FirmwareFeature> features = new ArrayList<>();
        Os.Nvram nvram = draft.os().nvram();
        if (nvram == null || isFile(nvram)) {
            features.add(new Os.FirmwareFeature(YesNo.of(image.features().contains("enrolled-keys")),
                    Os.FirmwareFeatureName.ENROLLED_KEYS));
        }
        features.add(new Os.FirmwareFeature(YesNo.of(image.features().contains("secure-boot")),
                Os.FirmwareFeatureName.SECURE_BOOT));
        return List.copyOf(features);
    }

    private void legacy(Os.Loader loader) {
        String template = loader.path() == null ? null : WITHOUT_DESCRIPTOR.get(loader.path());
        Os.Nvram nvram = draft.os().nvram();
        if (template != null && loader.stateless() != YesNo.YES
                && (nvram == null || nvram.template() == null && isFile(nvram))) {
            Os.Nvram base = nvram == null ? Records.blank(Os.Nvram.class) : nvram;
            draft.setOs("nvram", Records.with(Records.with(base, "template", template), "templateFormat",
                    StorageFormat.RAW));
        }
    }

    /** What holds for every loader, however it was found: formats, and a file for the variables. */
    private void finish() {
        Os.Loader loader = draft.os().loader();
        if (loader == null || loader.path() == null) {
            return;
        }
        if (loader.format() == null) {
            loader = Records.with(loader, "format", StorageFormat.RAW);
            draft.setOs("loader", loader);
        }
        boolean keepsVariables = loader.type() == Os.LoaderType.PFLASH && isReadOnly(loader)
                && loader.stateless() != YesNo.YES;
        Os.Nvram nvram = draft.os().nvram();
        boolean unresolved = draft.os().firmware() != null && draft.os().firmwareFeatures().isEmpty();
        if (!keepsVariables || unresolved) {
            return;
        }
        nvram = nvram == null ? Records.blank(Os.Nvram.class) : nvram;
        if (nvram.format() == null) {
            nvram = Records.with(nvram, "format", nvram.templateFormat() == null ? StorageFormat.RAW
                    : nvram.templateFormat());
        }
        if (nvram.path() == null && nvram.source() == null) {
            String suffix = nvram.format() == StorageFormat.QCOW2 ? ".qcow2" : ".fd";
            nvram = Records.with(nvram, "path", context.settings().nvramFolder()
                    .resolve(draft.domain.name() + "_VARS" + suffix).toString());
        }
        draft.setOs("nvram", nvram);
    }

    private static StorageFormat format(String name) {
        return name.equals("qcow2") ? StorageFormat.QCOW2 : StorageFormat.RAW;
    }

    private static String xml(StorageFormat format) {
        return format.xml();
    }
}
