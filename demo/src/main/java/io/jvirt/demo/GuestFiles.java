package io.jvirt.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * What the guest is made of: a kernel of Debian's, and a first file system with nothing but busybox, a script and the
 * drivers for what a guest has.
 *
 * @param kernel the kernel
 * @param initrd the file system
 */
public record GuestFiles(Path kernel, Path initrd) {
    private static final int TTY_MAJOR = 5;
    private static final int CONSOLE_MINOR = 1;

    /**
     * What the guest's hardware needs, each after what it needs itself, and the power button, without which the guest
     * could not be asked to shut down.
     */
    private static final List<String> DRIVERS = List.of(
            "button", "evdev", "virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci",
            "virtio_balloon", "virtio_blk", "failover", "net_failover", "virtio_net", "virtio_console", "virtio-rng");

    /** {@return a kernel: one of this host, or the newest of Debian's for virtual machines} */
    static Path findKernel(Debian debian) throws DemoException {
        // The smaller one that was made for virtual machines starts sooner.
        for (String kind : List.of("cloud-amd64", "amd64")) {
            Optional<Path> present = kernelOfHost(kind);
            if (present.isPresent()) {
                return present.get();
            }
        }
        return debian.unpacked("linux-image-cloud-amd64", "boot", "vmlinuz-");
    }

    private static Optional<Path> kernelOfHost(String kind) throws DemoException {
        try (Stream<Path> files = Files.list(Path.of("/boot"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vmlinuz-")
                            && file.toString().endsWith(kind)
                            && Files.isReadable(file))
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return a busybox that needs no libraries} */
    static Path findBusybox(Debian debian) throws DemoException {
        Optional<Path> present = Tools.find("busybox");
        try {
            if (present.isPresent() && Elf.isStatic(Files.readAllBytes(present.get()))) {
                return present.get();
            }
        } catch (IOException e) {
            throw new DemoException("Cannot read " + present.get() + ": " + e.getMessage(), e);
        }
        Path inUsr = Path.of("usr/bin");
        try {
            return debian.unpacked("busybox-static", "bin", "busybox");
        } catch (DemoException e) {
            // Newer Debians have it in /usr/bin alone.
            return debian.unpacked("busybox-static", inUsr.toString(), "busybox");
        }
    }

    /**
     * {@return a guest made in {@code folder} from what this host has and Debian's archive}
     *
     * @throws DemoException when it has too little; the message names the remedy
     */
    public static GuestFiles prepare(Path folder) throws DemoException {
        Debian debian = new Debian(false, folder);
        return make(folder, findKernel(debian), findBusybox(debian));
    }

    /** Makes the guest's files in a folder. */
    static GuestFiles make(Path folder, Path kernel, Path busybox) throws DemoException {
        Path initrd = folder.resolve("initrd.img");
        Path fresh = folder.resolve("initrd.img.new");
        try {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(fresh))) {
                writeInitrd(out, Files.readAllBytes(busybox), KernelModules.beside(kernel).of(DRIVERS));
            }
            Files.move(fresh, initrd, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DemoException("Cannot write " + initrd + ": " + e.getMessage(), e);
        }
        return new GuestFiles(kernel, initrd);
    }

    static void writeInitrd(OutputStream out, byte[] busybox, List<Path> modules) throws IOException {
        Cpio cpio = new Cpio(out);
        cpio.folder("bin");
        cpio.folder("dev");
        // The kernel opens it for the first program, before there is a file system at /dev.
        cpio.characterDevice("dev/console", TTY_MAJOR, CONSOLE_MINOR);
        cpio.file("bin/busybox", 0755, busybox);
        cpio.file("init", 0755, resource("init"));
        cpio.folder("modules");
        StringBuilder order = new StringBuilder();
        for (Path module : modules) {
            String name = module.getFileName().toString();
            cpio.file("modules/" + name, 0644, Files.readAllBytes(module));
            order.append(name).append('\n');
        }
        cpio.file("modules/order", 0644, order.toString().getBytes(StandardCharsets.US_ASCII));
        cpio.finish();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = GuestFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program lacks its own file " + name);
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            in.transferTo(content);
            return content.toByteArray();
        }
    }
}
