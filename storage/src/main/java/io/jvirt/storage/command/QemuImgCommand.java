package io.jvirt.storage.command;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.model.storage.StorageVolumeDescription.BackingStore;
import io.jvirt.model.storage.VolumeTarget;
import io.jvirt.storage.StorageErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * qemu-img(1) for volumes that this host makes no other way: formats and options beyond those of the image module, and
 * encrypted ones.
 *
 * @param volume what is to be made; its target has a path
 * @param original the volume whose content it gets, null for an empty one
 * @param preallocate whether room is taken at once
 * @param secretFile file with the new volume's passphrase, null when it is not encrypted
 * @param originalSecretFile file with the original's passphrase, null when that is not encrypted
 */
public record QemuImgCommand(
        StorageVolumeDescription volume,
        @Nullable StorageVolumeDescription original,
        boolean preallocate,
        @Nullable String secretFile,
        @Nullable String originalSecretFile) {
    private static final String OLD_COMPAT = "0.10";
    private static final String DEFAULT_COMPAT = "1.1";

    /** {@return the commands, to be run one after the other} */
    public List<List<String>> commands() {
        check();
        boolean encrypted = encryption() != null || original != null && original.target().encryption() != null;
        if (original == null) {
            return List.of(create());
        }
        // What is encrypted on either side is copied into an image that is there already, by named drivers.
        return encrypted ? List.of(create(), convertByDrivers(original)) : List.of(convert(original));
    }

    private @Nullable Encryption encryption() {
        return volume.target().encryption();
    }

    private String format() {
        return format(volume);
    }

    /** What is read from a CD has no format of its own, and a device has none at all. */
    private static String format(StorageVolumeDescription of) {
        String format = of.target().format();
        return format == null || format.equals("iso") ? "raw" : format;
    }

    private boolean rawLuks() {
        return format().equals("raw") && encryption() != null;
    }

    private void check() {
        String format = format();
        Encryption encryption = encryption();
        if (format.equals("dir") || format.equals("none")) {
            throw StorageErrors.unsupported("qemu-img makes no volumes of format '" + format + "'");
        }
        if (encryption != null && encryption.format() != Encryption.Format.LUKS) {
            throw StorageErrors.unsupported(format.equals("raw") || format.equals("qcow2")
                    ? "creation of " + format + " encrypted image is not supported"
                    : "volume encryption unsupported with format " + format);
        }
        if (encryption != null && !format.equals("raw") && !format.equals("qcow2")) {
            throw StorageErrors.unsupported("volume encryption unsupported with format " + format);
        }
        if (encryption != null && encryption.secret().isEmpty() && secretFile == null) {
            throw StorageErrors.unsupported("encryption of volume '" + volume.name() + "' has no secret");
        }
        VolumeTarget.Features features = volume.target().features();
        boolean given = features != null && (features.lazyRefcounts() || features.extendedL2());
        if (given && OLD_COMPAT.equals(volume.target().compat())) {
            throw StorageErrors.unsupported("features of volume '" + volume.name() + "' need compat 1.1, not " + OLD_COMPAT);
        }
        if (volume.backingStore() != null) {
            checkBacking(volume.backingStore(), format);
        }
    }

    private void checkBacking(BackingStore backing, String format) {
        if (format.equals("raw")) {
            throw StorageErrors.noSupport("backing storage not supported for raw volumes");
        }
        if (preallocate) {
            throw StorageErrors.unsupported("metadata preallocation conflicts with backing store");
        }
        if (backing.format() == null && original == null) {
            throw StorageErrors.internal("unknown storage vol backing store type " + backing.format());
        }
    }

    private String alias(StorageVolumeDescription of) {
        return of.name() + "_encrypt0";
    }

    private static List<String> secret(String alias, @Nullable String file) {
        return List.of("--object", "secret,id=" + alias + ",file=" + Objects.requireNonNullElse(file, ""));
    }

    private List<String> create() {
        List<String> command = new ArrayList<>(List.of("qemu-img", "create", "-f", rawLuks() ? "luks" : format()));
        BackingStore backing = volume.backingStore();
        if (backing != null) {
            command.addAll(List.of("-b", String.valueOf(backing.path())));
        }
        if (encryption() != null) {
            command.addAll(secret(alias(volume), secretFile));
        }
        addOptions(command);
        command.add(path(volume));
        // The size of what it is based on is what an image has that is given none.
        if (backing == null || volume.size().bytes() > 0) {
            command.add(volume.size().kib() + "K");
        }
        return command;
    }

    private List<String> convert(StorageVolumeDescription from) {
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "-f", format(from), "-O", format()));
        addOptions(command);
        command.add(path(from));
        command.add(path(volume));
        return command;
    }

    private List<String> convertByDrivers(StorageVolumeDescription from) {
        List<String> command = new ArrayList<>(List.of("qemu-img", "convert", "--image-opts", "-n", "--target-image-opts"));
        if (encryption() != null) {
            command.addAll(secret(alias(volume), secretFile));
        }
        if (from.target().encryption() != null) {
            command.addAll(secret(alias(from), originalSecretFile));
        }
        command.add(image(from));
        command.add(image(volume));
        return command;
    }

    private String image(StorageVolumeDescription of) {
        boolean encrypted = of.target().encryption() != null;
        String format = format(of);
        boolean luks = encrypted && format.equals("raw");
        return "driver=" + (luks ? "luks" : format) + ",file.filename=" + path(of)
                + (encrypted ? (luks ? ",key-secret=" : ",encrypt.key-secret=") + alias(of) : "");
    }

    private static String path(StorageVolumeDescription of) {
        return String.valueOf(of.target().path());
    }

    private void addOptions(List<String> command) {
        String format = format();
        VolumeTarget target = volume.target();
        List<String> options = new ArrayList<>();
        BackingStore backing = volume.backingStore();
        if (backing != null) {
            options.add("backing_fmt=" + backing.format());
        }
        Encryption encryption = encryption();
        if (encryption != null) {
            addEncryption(options, encryption, rawLuks() ? "" : "encrypt.");
        }
        if (preallocate) {
            MemorySize allocation = Objects.requireNonNullElse(volume.allocation(), volume.size());
            options.add("preallocation=" + (volume.size().kib() > allocation.kib() ? "metadata" : "falloc"));
        }
        if (target.nocow()) {
            options.add("nocow=on");
        }
        if (target.compat() != null) {
            options.add("compat=" + target.compat());
        } else if (format.equals("qcow2")) {
            options.add("compat=" + DEFAULT_COMPAT);
        }
        if (target.clusterSize() != null && target.clusterSize().bytes() > 0) {
            options.add("cluster_size=" + target.clusterSize().bytes());
        }
        if (target.features() != null && format.equals("qcow2")) {
            if (target.features().lazyRefcounts()) {
                options.add("lazy_refcounts");
            }
            if (target.features().extendedL2()) {
                options.add("extended_l2=on");
            }
        }
        if (!options.isEmpty()) {
            command.addAll(List.of("-o", String.join(",", options)));
        }
    }

    private void addEncryption(List<String> options, Encryption encryption, String prefix) {
        if (!prefix.isEmpty()) {
            options.add(prefix + "format=luks");
        }
        options.add(prefix + "key-secret=" + alias(volume));
        Encryption.Cipher cipher = encryption.cipher();
        if (cipher != null) {
            options.add(prefix + "cipher-alg=" + cipher.name() + "-" + cipher.size());
            if (cipher.mode() != null) {
                options.add(prefix + "cipher-mode=" + cipher.mode());
            }
            if (cipher.hash() != null) {
                options.add(prefix + "hash-alg=" + cipher.hash());
            }
            Encryption.Ivgen ivgen = encryption.ivgen();
            if (ivgen != null) {
                options.add(prefix + "ivgen-alg=" + ivgen.name());
                if (ivgen.hash() != null) {
                    options.add(prefix + "ivgen-hash-alg=" + ivgen.hash());
                }
            }
        }
    }
}
