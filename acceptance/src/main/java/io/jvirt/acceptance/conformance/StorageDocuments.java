package io.jvirt.acceptance.conformance;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import io.jvirt.storage.command.QemuImgCommand;
import io.jvirt.storage.command.StartCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Documents of pools and of volumes. */
final class StorageDocuments {
    /** Where the cases' host keeps passphrases for the time of a command. */
    private static final String SECRET = "/path/to/secretFile";

    private StorageDocuments() { }

    static List<Suite> suites() {
        return List.of(new DocumentSuite("storagepool-xml", theCase -> StoragePoolDescription.parse(theCase.inputText()).xml()),
                new DocumentSuite("storagevol-xml", theCase -> volume(theCase.inputText(), pool(theCase, "pool_xml")).xml()),
                new CommandSuite("storagepool-argv", theCase -> List.of(StartCommand.of(StoragePoolDescription.parse(theCase.inputText())))),
                new CommandSuite("storagevol-argv", theCase -> making(theCase).commands()));
    }

    /** {@return the pool that a flag of the case names by its file} */
    static StoragePoolDescription pool(ConformanceCase theCase, String flag) throws IOException {
        return StoragePoolDescription.parse(support(theCase, flag));
    }

    /** {@return the text of the file that a flag of the case names} */
    static String support(ConformanceCase theCase, String flag) throws IOException {
        Path named = Path.of(theCase.text(flag).orElseThrow(() -> new IOException("the case has no " + flag)));
        for (Path file : theCase.support()) {
            if (file.endsWith(named.subpath(1, named.getNameCount()))) {
                return Files.readString(file, StandardCharsets.UTF_8);
            }
        }
        throw new IOException("the case lacks the file " + named);
    }

    private static QemuImgCommand making(ConformanceCase theCase) throws IOException {
        StorageVolumeDescription volume = volume(theCase.inputText(), pool(theCase, "pool_xml"));
        StorageVolumeDescription original = theCase.text("input_vol_xml").isEmpty()
                ? null
                : volume(support(theCase, "input_vol_xml"), pool(theCase, "input_pool_xml"));
        boolean preallocate = theCase.text("create_flags").orElse("").contains("PREALLOC_METADATA");
        return new QemuImgCommand(volume, original, preallocate, SECRET, SECRET);
    }

    static StorageVolumeDescription volume(String xml, StoragePoolDescription pool) {
        return StorageVolumeDescription.parse(xml, pool.type());
    }
}
