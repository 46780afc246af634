package io.jvirt.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionStoreTest {
    @TempDir
    Path root;

    private static final DefinitionStore.Kind KIND = new DefinitionStore.Kind("domain", "guest", "edit");

    private Path folder;
    private DefinitionStore store;

    @BeforeEach
    void open() {
        folder = root.resolve("qemu");
        store = new DefinitionStore(folder, KIND);
    }

    private static String document(String name, UUID uuid) {
        return "<domain type='qemu'>\n  <metadata><x:name xmlns:x='urn:x'>other</x:name></metadata>\n  <name>" + name
                + "</name>\n  <uuid>" + uuid + "</uuid>\n</domain>\n";
    }

    @Test
    void whatIsWrittenIsFound() throws IOException {
        UUID uuid = UUID.randomUUID();
        store.write("a--b & c", document("a--b &amp; c", uuid));
        assertThat(store.load().entries()).containsExactly(new DefinitionStore.Entry("a--b & c", uuid));
        assertThat(store.read("a--b & c")).startsWith("<!--").contains("jvirt edit").endsWith("</domain>\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.file("a--b & c"))))
                .isEqualTo("rw-------");
        store.delete("a--b & c");
        assertThat(store.load().entries()).isEmpty();
        assertThatThrownBy(() -> store.read("a--b & c")).isInstanceOf(HostException.class);
    }

    @Test
    void brokenFilesAreReportedAndHinderNobody() throws IOException {
        UUID uuid = UUID.randomUUID();
        store.write("good", document("good", uuid));
        Files.writeString(store.file("cut"), "<domain><name>cut</na");
        Files.writeString(store.file("empty"), "");
        Files.writeString(store.file("tail"), document("tail", UUID.randomUUID()).replace("</domain>", ""));
        Files.writeString(store.file("doctype"), "<!DOCTYPE domain><domain/>");
        Files.writeString(store.file("network"), "<network><name>network</name></network>");
        Files.writeString(store.file("moved"), document("elsewhere", UUID.randomUUID()));
        Files.writeString(store.file("zdouble"), document("zdouble", uuid));
        Files.writeString(store.file("nouuid"), "<domain><name>nouuid</name></domain>");
        Files.writeString(store.file("baduuid"), "<domain><name>baduuid</name><uuid>1-2</uuid></domain>");
        Files.writeString(folder.resolve(".good.xml.1.jvirt-new"), "half");
        DefinitionStore.Contents contents = store.load();
        assertThat(contents.entries()).extracting(DefinitionStore.Entry::name).containsExactly("good");
        assertThat(contents.broken())
                .extracting(broken -> broken.file().getFileName() + " " + broken.problem())
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("cut.xml was cut short"),
                        text -> assertThat(text).startsWith("tail.xml does not end with </domain>"),
                        text -> assertThat(text).startsWith("empty.xml has no <name>"),
                        text -> assertThat(text).startsWith("network.xml begins with <network>"),
                        text -> assertThat(text).startsWith("moved.xml holds the guest 'elsewhere'"),
                        text -> assertThat(text).startsWith("zdouble.xml has the UUID " + uuid + " of the guest 'good'"),
                        text -> assertThat(text).startsWith("nouuid.xml has no <uuid>"),
                        text -> assertThat(text).startsWith("baduuid.xml has the UUID '1-2'"),
                        text -> assertThat(text).startsWith("doctype.xml declares a document type"));
        assertThat(folder.resolve(".good.xml.1.jvirt-new")).doesNotExist();
        assertThat(store.file("cut")).as("left for a person to mend").exists();
    }

    @Test
    void namesAreFoundWhateverTheDocumentLooksLike() throws IOException {
        UUID uuid = UUID.randomUUID();
        Files.writeString(store.file("a&<\u00e4>"), """
                <?xml version='1.0'?><!-- <name>no</name> -->
                <domain type="q>emu" a='"<'><os><name>no</name><uuid/></os><!-- > -->
                <description><![CDATA[<name>no</name></domain>]]></description>
                <uuid>
                  %s
                </uuid><name >a&amp;&lt;&#xe4;&#62;</name></domain>
                """.formatted(uuid));
        assertThat(store.load().broken()).isEmpty();
        assertThat(store.load().entries()).containsExactly(new DefinitionStore.Entry("a&<\u00e4>", uuid));
    }

    @Test
    void autostartIsALink() throws IOException {
        store.write("a", document("a", UUID.randomUUID()));
        store.setAutostart("a", true);
        store.setAutostart("a", true);
        assertThat(store.load().autostart()).containsExactly("a");
        assertThat(Files.readSymbolicLink(folder.resolve("autostart").resolve("a.xml"))).isEqualTo(store.file("a"));
        store.setAutostart("a", false);
        assertThat(store.load().autostart()).isEmpty();
        store.setAutostart("a", true);
        store.delete("a");
        assertThat(folder.resolve("autostart")).isEmptyDirectory();
    }

    @Test
    void interruptedRemovalIsFinished() throws IOException {
        UUID uuid = UUID.randomUUID();
        store.write("a", document("a", uuid));
        Path image = root.resolve("a.save");
        Files.writeString(image, "memory");
        Files.writeString(folder.resolve(".undefine-" + uuid), "a\n" + image + "\n");
        assertThat(store.load().entries()).isEmpty();
        assertThat(image).doesNotExist();
        store.write("a", document("a", uuid));
        Files.writeString(image, "memory");
        store.delete(new DefinitionStore.Entry("a", uuid), List.of(image));
        assertThat(image).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.undefine*");
    }

    @Test
    void interruptedRenameIsFinishedOrForgotten() throws IOException {
        UUID uuid = UUID.randomUUID();
        DefinitionStore.Entry old = new DefinitionStore.Entry("old", uuid);
        store.write("old", document("old", uuid));
        store.setAutostart("old", true);
        // Killed after the note.
        Files.writeString(folder.resolve(".rename-" + uuid), "old\nnew\n");
        assertThat(store.load().entries()).containsExactly(old);
        assertThat(folder.resolve(".rename-" + uuid)).doesNotExist();
        // Killed after the new file.
        Files.writeString(folder.resolve(".rename-" + uuid), "old\nnew\n");
        store.write("new", document("new", uuid));
        DefinitionStore.Contents contents = store.load();
        assertThat(contents.entries()).containsExactly(new DefinitionStore.Entry("new", uuid));
        assertThat(contents.autostart()).containsExactly("new");
        assertThat(contents.broken()).isEmpty();
        store.rename(new DefinitionStore.Entry("new", uuid), "newer", document("newer", uuid));
        assertThat(store.load().entries()).containsExactly(new DefinitionStore.Entry("newer", uuid));
        assertThat(store.load().autostart()).containsExactly("newer");
    }
}
