package io.jvirt.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.api.spi.Place;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.host.UserDatabase;
import io.jvirt.host.process.Tool;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools on a real device, which is a file through the kernel's loop driver. */
class DevicePoolTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private String device = "";
    private StoragePools pools;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(UserDatabase.ownUid() == 0, "only root attaches devices");
        assumeTrue(Tool.find("losetup").isPresent(), "losetup is not installed (apt-get install mount)");
        Path file = folder.resolve("disk");
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(64 * MIB);
        }
        Tool.Result attached = Tool.run(List.of("losetup", "--find", "--show", "--partscan", file.toString()));
        assumeTrue(attached.status() == 0, "no loop device: " + attached.errors());
        device = attached.output().strip();
        pools = new StorageService().open(Place.embed(folder.resolve("place")), false);
    }

    @AfterEach
    void close() {
        if (pools != null) {
            for (StoragePool pool : pools.list(StorageFlags.ListPools.ACTIVE)) {
                pool.stop();
            }
            pools.close();
        }
        if (!device.isEmpty()) {
            Tool.run(List.of("losetup", "--detach", device));
        }
    }

    private static StorageVolume make(StoragePool pool, String name, long capacity) {
        return pool.createVolume("<volume><name>" + name + "</name><capacity>" + capacity + "</capacity></volume>");
    }

    @Test
    void aFileSystemIsMountedWhileThePoolRuns() throws Exception {
        assumeTrue(Tool.find("mkfs.ext4").isPresent(), "mkfs.ext4 is not installed (apt-get install e2fsprogs)");
        Path target = folder.resolve("mounted");
        StoragePool pool = pools.define("<pool type='fs'><name>fs</name><source><device path='" + device
                + "'/><format type='ext4'/></source><target><path>" + target + "</path></target></pool>");
        pool.build(StorageFlags.BuildPool.OVERWRITE);
        pool.start();
        make(pool, "a.raw", MIB);
        assertThat(target.resolve("a.raw")).exists();
        assertThat(pool.info().capacity()).isLessThan(64 * MIB);
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).contains(target.toString());
        pool.stop();
        assertThat(target.resolve("a.raw")).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(target.toString());
        pool.start();
        assertThat(pool.volumes()).extracting(StorageVolume::name).contains("a.raw");
    }

    @Test
    void partitionsAreVolumes() throws Exception {
        assumeTrue(Tool.find("parted").isPresent(), "parted is not installed (apt-get install parted)");
        StoragePool pool = pools.define("<pool type='disk'><name>disk</name><source><device path='" + device
                + "'/><format type='gpt'/></source><target><path>/dev</path></target></pool>");
        pool.build(StorageFlags.BuildPool.OVERWRITE);
        pool.start();
        String name = Path.of(device).getFileName() + "p1";
        StorageVolume volume = make(pool, name, 5 * MIB);
        assertThat(Path.of("/dev", name)).exists();
        assertThat(volume.info().capacity()).isEqualTo(5 * MIB);
        assertThat(pool.xml()).contains("<freeExtent");
        volume.wipe(StorageVolume.WipeAlgorithm.ZERO);
        volume.delete();
        assertThat(pool.volumes()).isEmpty();
    }
}
