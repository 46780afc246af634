package io.jvirt.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jvirt.api.DataStream;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.spi.GuestStorage;
import io.jvirt.api.spi.Place;
import io.jvirt.api.storage.StorageFlags;
import io.jvirt.api.storage.StoragePool;
import io.jvirt.api.storage.StoragePoolEvent;
import io.jvirt.api.storage.StoragePools;
import io.jvirt.api.storage.StorageVolume;
import io.jvirt.host.file.FileSpace;
import io.jvirt.host.process.Tool;
import io.jvirt.image.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools that are folders, with real files: each call by its effect. */
class FolderPoolTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private StoragePools pools;
    private StoragePool pool;

    @BeforeEach
    void open() {
        pools = connect();
        pool = pools.define(document("images"));
        pool.build();
        pool.start();
    }

    private StoragePools connect() {
        return new StorageService().open(Place.embed(folder.resolve("place")), false);
    }

    @AfterEach
    void close() {
        pools.close();
    }

    private String document(String name) {
        return "<pool type='dir'><name>" + name + "</name><target><path>" + folder.resolve(name) + "</path></target></pool>";
    }

    private Path file(String volume) {
        return folder.resolve("images").resolve(volume);
    }

    private StorageVolume make(String name, String format, long capacity) {
        return pool.createVolume("<volume><name>" + name + "</name><capacity>" + capacity + "</capacity><allocation>0</allocation>"
                + "<target><format type='" + format + "'/></target></volume>");
    }

    private List<String> filesInPool() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("images"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static JvirtException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        List<JvirtException> thrown = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(JvirtException.class, thrown::add);
        return thrown.getFirst();
    }

    @Test
    void aPoolGoesThroughItsLife() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        pools.onEvent(StoragePoolEvent.Kind.LIFECYCLE, null, event -> events.add(
                event.pool().name() + " " + ((StoragePoolEvent.Lifecycle) event).change()));
        StoragePool other = pools.define(document("other"));
        assertThat(other.active()).isFalse();
        assertThat(failure(other::start).getMessage()).contains("No such file or directory");
        other.start(StorageFlags.CreatePool.WITH_BUILD);
        assertThat(folder.resolve("other")).isDirectory();
        assertThat(other.info().state()).isEqualTo(StoragePool.State.RUNNING);
        assertThat(failure(other::undefine).code()).isEqualTo(ErrorCode.OPERATION_INVALID);
        other.setAutostart(true);
        assertThat(pools.list(StorageFlags.ListPools.AUTOSTART)).extracting(StoragePool::name).containsExactly("other");
        other.stop();
        other.delete();
        assertThat(folder.resolve("other")).doesNotExist();
        other.undefine();
        assertThat(failure(() -> pools.pool("other")).code()).isEqualTo(ErrorCode.NO_STORAGE_POOL);
        for (String wanted : List.of("DEFINED", "STARTED", "STOPPED", "DELETED", "UNDEFINED")) {
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("other " + wanted);
        }
    }

    @Test
    void twoPoolsDoNotShareAFolder() {
        String same = document("images").replace("<name>images</name>", "<name>twin</name>");
        assertThat(failure(() -> pools.define(same)).getMessage()).contains("Storage source conflict with pool: 'images'");
    }

    @Test
    void volumesAreFilesThatOtherToolsTake() throws Exception {
        StorageVolume raw = make("a.raw", "raw", 3 * MIB);
        StorageVolume image = make("b.qcow2", "qcow2", 10 * MIB);
        assertThat(Files.size(file("a.raw"))).isEqualTo(3 * MIB);
        assertThat(FileSpace.of(file("a.raw")).allocated()).isZero();
        assertThat(raw.info().capacity()).isEqualTo(3 * MIB);
        assertThat(image.info().capacity()).isEqualTo(10 * MIB);
        assertThat(image.xml()).contains("<format type='qcow2'/>", "<mode>0600</mode>");
        assertThat(Images.probe(file("b.qcow2")).label()).isEqualTo("qcow2");
        if (Tool.find("qemu-img").isPresent()) {
            assertThat(Tool.run(List.of("qemu-img", "check", file("b.qcow2").toString())).status()).isZero();
        }
        image.resize(20 * MIB);
        assertThat(image.info().capacity()).isEqualTo(20 * MIB);
        assertThat(failure(() -> raw.resize(MIB)).getMessage()).contains("shrink flag");
        raw.resize(MIB, StorageFlags.ResizeVolume.DELTA);
        assertThat(Files.size(file("a.raw"))).isEqualTo(4 * MIB);
        assertThat(pool.volumes()).extracting(StorageVolume::name).containsExactly("a.raw", "b.qcow2");
        assertThat(pools.volumeByPath(file("a.raw").toString()).name()).isEqualTo("a.raw");
        raw.delete();
        assertThat(file("a.raw")).doesNotExist();
        assertThat(failure(raw::xml).code()).isEqualTo(ErrorCode.NO_STORAGE_VOL);
    }

    @Test
    void withoutAnAllocationAllRoomIsTaken() {
        pool.createVolume("<volume><name>full</name><capacity unit='MiB'>2</capacity></volume>");
        assertThat(FileSpace.of(file("full")).allocated()).isGreaterThanOrEqualTo(2 * MIB);
    }

    @Test
    void aNameCannotLeaveTheFolder() throws Exception {
        for (String name : List.of("../x", "a/b", "..", ".jvirt-making-1-1-1")) {
            assertThat(failure(() -> make(name, "raw", MIB)).code()).isEqualTo(ErrorCode.OPERATION_INVALID);
        }
        assertThat(filesInPool()).isEmpty();
    }

    @Test
    void whatFailsLeavesNothing() throws Exception {
        String impossible = "<volume><name>c</name><capacity>1</capacity><target><format type='qcow2'/>"
                + "<clusterSize>12345</clusterSize></target></volume>";
        assertThat(failure(() -> pool.createVolume(impossible))).isNotNull();
        assertThat(failure(() -> pool.createVolume("<volume><name>c</name></volume>")).getMessage()).contains("missing capacity element");
        assertThat(filesInPool()).isEmpty();
        make("c", "raw", MIB);
        assertThat(failure(() -> make("c", "raw", MIB)).getMessage()).isEqualTo("storage volume 'c' exists already");
    }

    @Test
    void aCopyHasTheContentAndTheHoles() throws Exception {
        StorageVolume original = make("a.raw", "raw", 8 * MIB);
        byte[] data = bytes(1, 100_000);
        try (DataStream upload = original.upload(4 * MIB, 0)) {
            upload.write(ByteBuffer.wrap(data));
            upload.finish();
        }
        pool.createVolumeFrom("<volume><name>b.raw</name><capacity>0</capacity><target><format type='raw'/></target></volume>", original);
        assertThat(Files.mismatch(file("a.raw"), file("b.raw"))).isEqualTo(-1);
        assertThat(FileSpace.of(file("b.raw")).allocated()).isLessThan(MIB);
        pool.createVolumeFrom("<volume><name>c.qcow2</name><capacity>0</capacity><target><format type='qcow2'/></target></volume>", original);
        pool.createVolumeFrom(
                "<volume><name>d.raw</name><capacity>0</capacity><target><format type='raw'/></target></volume>", pool.volume("c.qcow2"));
        assertThat(Files.mismatch(file("a.raw"), file("d.raw"))).isEqualTo(-1);
    }

    @Test
    void anUploadCountsWhenItIsFinished() throws Exception {
        StorageVolume volume = make("a.raw", "raw", MIB);
        byte[] old = bytes(2, (int) MIB);
        Files.write(file("a.raw"), old);
        byte[] fresh = bytes(3, 1000);
        DataStream aborted = volume.upload(0, 0);
        aborted.write(ByteBuffer.wrap(fresh));
        assertThat(failure(volume::delete).getMessage()).contains("still in use");
        assertThat(failure(() -> pool.stop()).getMessage()).contains("asynchronous jobs");
        aborted.abort();
        assertThat(Files.readAllBytes(file("a.raw"))).isEqualTo(old);
        try (DataStream upload = volume.upload(5000, 1000)) {
            upload.write(ByteBuffer.wrap(fresh));
            upload.finish();
        }
        byte[] expected = old.clone();
        System.arraycopy(fresh, 0, expected, 5000, 1000);
        assertThat(Files.readAllBytes(file("a.raw"))).isEqualTo(expected);
        assertThat(filesInPool()).containsExactly("a.raw");
        DataStream tooMuch = volume.upload(0, 10);
        assertThat(failure(() -> tooMuch.write(ByteBuffer.wrap(fresh))).code()).isEqualTo(ErrorCode.INVALID_ARG);
        tooMuch.abort();
        assertThat(Files.readAllBytes(file("a.raw"))).isEqualTo(expected);
    }

    @Test
    void aSparseDownloadTellsHoles() {
        StorageVolume volume = make("a.raw", "raw", 8 * MIB);
        try (DataStream upload = volume.upload(0, 0, StorageFlags.Transfer.SPARSE_STREAM)) {
            upload.writeHole(2 * MIB);
            upload.write(ByteBuffer.wrap(bytes(4, (int) MIB)));
            upload.writeHole(5 * MIB);
            upload.finish();
        }
        assertThat(FileSpace.of(file("a.raw")).allocated()).isLessThan(2 * MIB);
        long holes = 0;
        long data = 0;
        try (DataStream download = volume.download(0, 0, StorageFlags.Transfer.SPARSE_STREAM)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (true) {
                long hole = download.readHole();
                holes += hole;
                int count = hole > 0 ? 0 : download.read(buffer.clear());
                if (count < 0) {
                    break;
                }
                data += count;
            }
            download.finish();
        }
        assertThat(holes + data).isEqualTo(8 * MIB);
        assertThat(data).isBetween(MIB, 2 * MIB);
    }

    @Test
    void wipingLeavesNoneOfTheData() throws Exception {
        StorageVolume volume = make("a.raw", "raw", MIB);
        byte[] secret = bytes(5, (int) MIB);
        for (StorageVolume.WipeAlgorithm algorithm : List.of(
                StorageVolume.WipeAlgorithm.ZERO, StorageVolume.WipeAlgorithm.DOD, StorageVolume.WipeAlgorithm.RANDOM)) {
            Files.write(file("a.raw"), secret);
            volume.wipe(algorithm);
            byte[] now = Files.readAllBytes(file("a.raw"));
            assertThat(now).hasSize((int) MIB);
            assertThat(Arrays.mismatch(now, secret)).isLessThan(16);
        }
    }

    @Test
    void aGuestsImageIsLeftAlone() {
        StorageVolume volume = make("a.raw", "raw", MIB);
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        long self = ProcessHandle.current().pid();
        try (GuestStorage guests = new GuestStorageService().open(Place.embed(folder.resolve("place")), false)) {
            GuestStorage.Location found = guests.locate("images", "a.raw");
            assertThat(found.path()).isEqualTo(file("a.raw").toString());
            guests.take(found.path(), GuestStorage.Use.EXCLUSIVE, one, "web", self);
            for (Runnable change : List.<Runnable>of(volume::delete, () -> volume.resize(2 * MIB), () -> volume.upload(0, 0),
                    () -> volume.wipe(StorageVolume.WipeAlgorithm.ZERO),
                    () -> guests.take(found.path(), GuestStorage.Use.SHARED, two, "db", self))) {
                JvirtException refusal = failure(change::run);
                assertThat(refusal.code()).isEqualTo(ErrorCode.RESOURCE_BUSY);
                assertThat(refusal.getMessage()).contains("web");
            }
            guests.take(found.path(), GuestStorage.Use.SHARED, one, "web", self);
            guests.take(found.path(), GuestStorage.Use.SHARED, two, "db", self);
            guests.release(one);
            guests.release(two);
            volume.resize(2 * MIB);
        }
    }

    @Test
    void whoHasEndedHoldsNothing() throws Exception {
        StorageVolume volume = make("a.raw", "raw", MIB);
        Process process = new ProcessBuilder("sleep", "1000").start();
        try (GuestStorage guests = new GuestStorageService().open(Place.embed(folder.resolve("place")), false)) {
            guests.take(file("a.raw").toString(), GuestStorage.Use.EXCLUSIVE, UUID.randomUUID(), "web", process.pid());
            assertThat(failure(volume::delete).code()).isEqualTo(ErrorCode.RESOURCE_BUSY);
        } finally {
            process.destroyForcibly().waitFor();
        }
        volume.delete();
        assertThat(file("a.raw")).doesNotExist();
    }

    @Test
    void aSuccessorTakesOverAndClearsWhatWasHalfDone() throws Exception {
        make("a.raw", "raw", MIB);
        StoragePool passing = pools.create(document("passing"), StorageFlags.CreatePool.WITH_BUILD);
        assertThat(passing.persistent()).isFalse();
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        Path half = file(".jvirt-making-" + killed.pid() + "-1-1");
        Files.write(half, new byte[1000]);
        pools.close();
        pools = connect();
        assertThat(pools.list(StorageFlags.ListPools.ACTIVE)).extracting(StoragePool::name).containsExactly("images", "passing");
        assertThat(pools.pool("images").volumes()).extracting(StorageVolume::name).containsExactly("a.raw");
        assertThat(half).doesNotExist();
        StoragePool again = pools.pool("passing");
        again.stop();
        assertThat(failure(again::info).code()).isEqualTo(ErrorCode.NO_STORAGE_POOL);
        pool = pools.pool("images");
    }

    @Test
    void aReadOnlyConnectionChangesNothing() {
        make("a.raw", "raw", MIB);
        try (StoragePools reader = new StorageService().open(Place.embed(folder.resolve("place")), true)) {
            StoragePool seen = reader.pool("images");
            assertThat(seen.volume("a.raw").info().capacity()).isEqualTo(MIB);
            for (Runnable change : List.<Runnable>of(seen::stop, seen::refresh, () -> seen.volume("a.raw").delete(),
                    () -> reader.define(document("x")))) {
                assertThat(failure(change::run).code()).isEqualTo(ErrorCode.OPERATION_DENIED);
            }
        }
    }

    @Test
    void aRefreshSeesWhatOthersDid() throws Exception {
        BlockingQueue<StoragePoolEvent> events = new LinkedBlockingQueue<>();
        pools.onEvent(StoragePoolEvent.Kind.REFRESH, pool, events::add);
        Files.write(file("new.raw"), new byte[1000]);
        Files.createDirectory(file("sub"));
        pool.refresh();
        assertThat(events.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(pool.volumes()).extracting(StorageVolume::name).containsExactly("new.raw", "sub");
        assertThat(pool.volume("sub").info().type()).isEqualTo(StorageVolume.Type.DIR);
    }
}
