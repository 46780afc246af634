package io.jvirt.acceptance.conformance;

import io.jvirt.model.storage.StoragePoolDescription;
import io.jvirt.model.storage.StorageVolumeDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Documents of pools and of volumes. */
final class StorageDocuments {
    private StorageDocuments() { }

    static List<Suite> suites() {
        return List.of(new DocumentSuite("storagepool-xml", theCase -> StoragePoolDescription.parse(theCase.inputText()).xml()),
                new DocumentSuite("storagevol-xml", theCase -> volume(theCase.inputText(), pool(theCase, "pool_xml")).xml()));
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

    static StorageVolumeDescription volume(String xml, StoragePoolDescription pool) {
        return StorageVolumeDescription.parse(xml, pool.type());
    }
}
