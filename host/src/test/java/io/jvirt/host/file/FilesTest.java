package io.jvirt.host.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.host.HostException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir
    Path folder;

    @Test
    void fileIsReplacedWholeWithItsMode() throws Exception {
        Path target = folder.resolve("guest.xml");
        AtomicFile.write(target, "one");
        AtomicFile.write(target, "two");
        assertThat(target).hasContent("two");
        assertThat(mode(target)).isEqualTo("rw-------");
        AtomicFile.write(target, "three".getBytes(StandardCharsets.UTF_8), 0644);
        assertThat(mode(target)).isEqualTo("rw-r--r--");
        assertThat(folder.toFile().list()).containsExactly("guest.xml");
        assertThat(AtomicFile.delete(target)).isTrue();
        assertThat(AtomicFile.delete(target)).isFalse();
    }

    @Test
    void failedWriteLeavesTheOldContentAndNoLeftover() throws Exception {
        Path target = Files.createDirectory(folder.resolve("folder"));
        Files.writeString(target.resolve("inside"), "x");
        assertThatThrownBy(() -> AtomicFile.write(target, "text"))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(target.toString());
        assertThat(folder.toFile().list()).containsExactly("folder");
    }

    @Test
    void leftoversOfACrashAreRemoved() throws Exception {
        Files.writeString(folder.resolve(".guest.xml.1-1" + AtomicFile.TEMPORARY_SUFFIX), "half");
        Files.writeString(folder.resolve("guest.xml"), "whole");
        AtomicFile.removeLeftovers(folder);
        AtomicFile.removeLeftovers(folder.resolve("missing"));
        assertThat(folder.toFile().list()).containsExactly("guest.xml");
    }

    @Test
    void privateFolderIsPrivate() throws Exception {
        Path made = Folders.makePrivate(folder.resolve("a/b"));
        assertThat(mode(made)).isEqualTo("rwx------");
        Folders.changeMode(made, 0755);
        assertThat(mode(Folders.makePrivate(made))).isEqualTo("rwx------");
        Path link = Files.createSymbolicLink(folder.resolve("link"), made);
        assertThatThrownBy(() -> Folders.makePrivate(link)).isInstanceOf(HostException.class);
        Files.writeString(made.resolve("file"), "x");
        Folders.deleteTree(folder.resolve("a"));
        Folders.deleteTree(folder.resolve("a"));
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void lockHasOneOwner() {
        Path path = folder.resolve("lock");
        try (LockFile lock = LockFile.tryLock(path).orElseThrow()) {
            assertThat(LockFile.tryLock(path)).isEmpty();
            assertThat(LockFile.owner(path)).contains(ProcessHandle.current().pid());
            assertThat(LockFile.tryLock(path)).as("reading the file does not give up " + lock).isEmpty();
        }
        LockFile.tryLock(path).orElseThrow().close();
    }

    @Test
    void spaceIsMeasured() throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(1 << 20);
        }
        FileSpace space = FileSpace.of(file);
        assertThat(space.length()).isEqualTo(1 << 20);
        assertThat(space.sparse()).isTrue();
        FileSystemSpace system = FileSystemSpace.of(folder);
        assertThat(system.capacity()).isEqualTo(Files.getFileStore(folder).getTotalSpace());
        assertThat(system.available()).isBetween(1L, system.capacity());
        assertThatThrownBy(() -> FileSpace.of(folder.resolve("missing"))).hasMessageContaining("No such file");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
