package io.jvirt.qemu.life;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.file.Folders;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Os;
import io.jvirt.qemu.Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file in which a guest's firmware keeps its variables: made from a template before the first start. */
final class FirmwareVariables {
    private FirmwareVariables() {}

    /**
     * Makes the file if the guest has one and it is missing.
     *
     * @param reset make it anew in any case
     */
    static void prepare(DomainDescription description, boolean reset) {
        Os.Nvram nvram = description.os().nvram();
        @Nullable String path = nvram == null ? null : nvram.path();
        if (nvram == null || path == null) {
            return;
        }
        Path file = Path.of(path);
        if (Files.exists(file) && !reset) {
            return;
        }
        String template = nvram.template();
        if (template == null) {
            if (Files.exists(file)) {
                throw Errors.failed("unable to reset '" + file + "': the document names no template for the firmware's variables");
            }
            throw Errors.failed("unable to find any master var store for loader: " + loader(description)
                    + "; name one in <nvram template='...'>");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Folders.makePrivate(folder);
            }
            AtomicFile.write(file, Files.readAllBytes(Path.of(template)), 0600);
        } catch (IOException | HostException e) {
            throw Errors.failed("cannot make the firmware's variables '" + file + "' of template '" + template + "': " + e.getMessage(), e);
        }
    }

    private static String loader(DomainDescription description) {
        Os.Loader loader = description.os().loader();
        return loader == null ? "none" : String.valueOf(loader.path());
    }
}
