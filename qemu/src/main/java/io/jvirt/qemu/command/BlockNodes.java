package io.jvirt.qemu.command;

import io.jvirt.model.OnOff;
import io.jvirt.model.domain.Disk;
import io.jvirt.model.domain.Encryption;
import io.jvirt.model.domain.StorageFormat;
import io.jvirt.model.domain.StorageSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the block nodes of an image and of all that it builds upon, the lowest first. */
final class BlockNodes {
    private BlockNodes() {
    }

    static void add(Guest guest, Arguments out, BlockNode node) {
        if (node.backing() != null) {
            add(guest, out, node.backing());
        }
        BlockNode data = node.data();
        if (data != null) {
            add(guest, out, data);
        }
        objects(guest, out, node);
        Props storage = StorageProps.of(guest, out, node);
        StorageSource.Slice slice = StorageSlices.of(node.source());
        if (node.hasFormatNode()) {
            lowerOptions(storage.text("node-name", node.storageNode()), node);
            out.blockdev(storage);
            String below = node.storageNode();
            if (slice != null && node.format() != StorageFormat.RAW) {
                below = sliceNode(node);
                out.blockdev(lowerOptions(Props.device("raw").text("node-name", below)
                        .number("offset", slice.offset()).number("size", slice.size())
                        .text("file", node.storageNode()), node));
            }
            out.blockdev(format(node, below));
        } else {
            out.blockdev(topOptions(storage.text("node-name", node.storageNode()), node));
        }
    }

    private static String sliceNode(BlockNode node) {
        return "libvirt-" + node.name() + "-slice-sto";
    }

    /** Adds the objects that the nodes name: helpers, passwords, cookies, certificates, keys. */
    static void objects(Guest guest, Arguments out, BlockNode node) {
        ReservationObjects.own(out, node.source(), node.storageNode());
        boolean served = NetworkStorage.servedByNbdkit(guest, node.source());
        if (!served) {
            if (node.auth() != null) {
                SecretObjects.auth(guest, out, NetworkStorage.passwordId(node), node.auth());
            }
            NetworkStorage.objects(guest, out, node);
        }
        if (node.encryption() != null) {
            List<Encryption.EncryptionSecret> secrets = node.encryption().secret();
            for (int i = 0; i < secrets.size(); i++) {
                SecretObjects.add(out, encryptionSecret(node, i),
                        guest.secrets().stored("volume", secrets.get(i).uuid(), secrets.get(i).usage()));
            }
        }
    }

    static String encryptionSecret(BlockNode node, int index) {
        return (node.encryptedByServer() ? node.storageNode() : node.formatNode()) + "-encryption-secret" + index;
    }

    /** Options of a node below a format: the format decides about writing and discarding. */
    private static Props lowerOptions(Props props, BlockNode node) {
        props.flag("auto-read-only", true).text("discard", "unmap");
        return cache(props, node);
    }

    /** Options of the node that is used. */
    private static Props topOptions(Props props, BlockNode node) {
        props.flag("read-only", node.readOnly());
        Disk.Driver driver = node.driver();
        if (driver != null) {
            props.text("discard", driver.discard() == null ? null : driver.discard().xml());
            props.text("detect-zeroes", detectZeroes(driver));
        }
        return cache(props, node);
    }

    private static @Nullable String detectZeroes(Disk.Driver driver) {
        if (driver.detectZeroes() == null) {
            return null;
        }
        // Zeroes cannot become holes where discarding is off.
        boolean unmap = driver.detectZeroes() == Disk.DetectZeroes.UNMAP && driver.discard() != Disk.Discard.UNMAP;
        return unmap ? "on" : driver.detectZeroes().xml();
    }

    private static Props cache(Props props, BlockNode node) {
        CacheMode cache = CacheMode.of(node.driver());
        return cache == null ? props : props.nested("cache", cache.props());
    }

    private static Props format(BlockNode node, String file) {
        Props props = topOptions(Props.of().text("node-name", node.formatNode()), node);
        Encryption encryption = node.encryptedByQemu() ? node.encryption() : null;
        switch (node.format()) {
            case RAW -> raw(props, node, encryption);
            case QCOW2 -> qcow2(props, node, encryption);
            case QCOW -> {
                props.text("driver", "qcow");
                encrypt(props, node, encryption);
            }
            case VHD, VPC -> props.text("driver", "vpc");
            case BOCHS, CLOOP, DMG, VDI, QED, VMDK -> props.text("driver", node.format().xml());
            case PLOOP -> props.text("driver", "parallels");
            case NONE, DIR, ISO, FAT, COW -> throw Guest.unsupported(
                    "QEMU cannot read disk images of format '" + node.format().xml() + "'");
        }
        props.text("file", file);
        BlockNode data = node.data();
        if (data != null) {
            props.text("data-file", data.effectiveNode());
        }
        if (node.backing() != null) {
            props.text("backing", node.backing().effectiveNode());
        } else if (node.endOfChain() && canHaveBacking(node.format())) {
            props.none("backing");
        }
        return props;
    }

    private static boolean canHaveBacking(StorageFormat format) {
        return switch (format) {
            case QCOW, QCOW2, QED, VMDK -> true;
            case NONE, RAW, DIR, BOCHS, CLOOP, DMG, ISO, VPC, VDI, FAT, VHD, PLOOP, COW -> false;
        };
    }

    private static void raw(Props props, BlockNode node, @Nullable Encryption encryption) {
        if (encryption != null) {
            props.text("driver", "luks").text("key-secret", encryptionSecret(node, 0));
            return;
        }
        props.text("driver", "raw");
        StorageSource.Slice slice = StorageSlices.of(node.source());
        if (slice != null) {
            props.number("offset", slice.offset()).number("size", slice.size());
        }
    }

    private static void qcow2(Props props, BlockNode node, @Nullable Encryption encryption) {
        props.text("driver", "qcow2");
        encrypt(props, node, encryption);
        Disk.Driver driver = node.driver();
        if (driver != null) {
            props.number("cache-size", driver.metadataCacheMaxSize() == null ? null
                    : (Long) driver.metadataCacheMaxSize().bytes());
            props.flag("discard-no-unref", driver.discardNoUnref());
        }
    }

    private static void encrypt(Props props, BlockNode node, @Nullable Encryption encryption) {
        if (encryption != null) {
            boolean luks = encryption.format() == Encryption.Format.LUKS;
            props.nested("encrypt", Props.of().text("format", luks ? "luks" : "aes")
                    .text("key-secret", encryptionSecret(node, 0)));
        }
    }

    /** Adds a node that copies what the guest reads from lower images into the top one. */
    static String copyOnRead(Arguments out, String target, String file) {
        String node = "libvirt-CoR-" + target;
        out.blockdev(Props.device("copy-on-read").text("node-name", node).text("file", file).text("discard", "unmap"));
        return node;
    }

    static boolean copiesOnRead(Disk disk) {
        return disk.driver() != null && disk.driver().copyOnRead() == OnOff.ON;
    }
}
