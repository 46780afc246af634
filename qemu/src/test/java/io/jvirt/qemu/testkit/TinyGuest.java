package io.jvirt.qemu.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A real Linux guest of a few megabytes, made from what Debian has installed: a kernel, busybox, the virtio modules and programs with their
 * libraries. Boots to a shell on the first serial port in about three seconds under TCG.
 */
public final class TinyGuest {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> MODULES = List.of(
            "virtio_pci", "virtio_console", "virtio_blk", "virtio_net", "virtio_balloon");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final StringBuilder init = new StringBuilder();

    private record Entry(int mode, byte[] content) {}

    private TinyGuest() {}

    /** {@return the newest small kernel that is installed} */
    public static Optional<Path> kernel() {
        try (Stream<Path> files = Files.list(Path.of("/boot"))) {
            return files.filter(file -> file.getFileName().toString().matches("vmlinuz-.*-cloud-amd64"))
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return what is missing to make a guest, and which package has it; empty when all is there} */
    public static Optional<String> missing() {
        if (!Files.isExecutable(BUSYBOX)) {
            return Optional.of("no " + BUSYBOX + ": install busybox-static");
        }
        return kernel().isPresent() ? Optional.empty() : Optional.of("no /boot/vmlinuz-*-cloud-amd64: install linux-image-cloud-amd64");
    }

    /** A guest with a shell. */
    public static TinyGuest create() throws IOException {
        TinyGuest guest = new TinyGuest();
        for (String folder : List.of("bin", "dev", "proc", "sys", "run", "tmp", "etc", "lib", "lib64", "var", "var/run", "var/log", "root", "modules")) {
            guest.entries.put(folder, new Entry(0040755, new byte[0]));
        }
        guest.file("bin/busybox", 0755, Files.readAllBytes(BUSYBOX));
        guest.file("etc/passwd", 0644, "root:x:0:0:root:/root:/bin/sh\n");
        guest.file("etc/os-release", 0644, "ID=tiny\nNAME=Tiny\nPRETTY_NAME=\"Tiny guest\"\nVERSION_ID=1\n");
        guest.init.append("""
                #!/bin/busybox sh
                /bin/busybox mkdir -p /sbin /usr/bin /usr/sbin
                /bin/busybox --install -s
                export PATH=/bin:/sbin:/usr/bin:/usr/sbin
                mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
                hostname tiny
                """);
        guest.modules();
        return guest;
    }

    private void modules() throws IOException {
        String release = kernel().orElseThrow().getFileName().toString().substring("vmlinuz-".length());
        Path folder = Path.of("/lib/modules", release);
        Map<String, List<String>> dependencies = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("modules.dep"))) {
            int colon = line.indexOf(':');
            dependencies.put(line.substring(0, colon), Stream.of(line.substring(colon + 1).trim().split(" ")).filter(s -> !s.isEmpty()).toList());
        }
        Set<String> order = new LinkedHashSet<>();
        for (String module : MODULES) {
            for (Map.Entry<String, List<String>> entry : dependencies.entrySet()) {
                if (entry.getKey().endsWith("/" + module + ".ko")) {
                    order.addAll(entry.getValue().reversed());
                    order.add(entry.getKey());
                }
            }
        }
        for (String path : order) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            file("modules/" + name, 0644, Files.readAllBytes(folder.resolve(path)));
            init.append("insmod /modules/").append(name).append('\n');
        }
    }

    /** Adds a program of this host with the libraries it needs. */
    public TinyGuest program(Path program) throws IOException, InterruptedException {
        file("bin/" + program.getFileName(), 0755, Files.readAllBytes(program));
        Process ldd = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
        String output = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ldd.waitFor();
        for (String word : output.split("\\s+")) {
            if (word.startsWith("/")) {
                Path library = Path.of(word);
                folders(library.getParent().toString().substring(1));
                file(word.substring(1), 0755, Files.readAllBytes(library));
            }
        }
        return this;
    }

    /** Adds lines to the script that the guest starts with, which goes on to a shell. */
    public TinyGuest run(String lines) {
        init.append(lines).append('\n');
        return this;
    }

    public TinyGuest file(String path, int mode, String content) {
        return file(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    private TinyGuest file(String path, int mode, byte[] content) {
        entries.put(path, new Entry(0100000 | mode, content));
        return this;
    }

    private void folders(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            entries.putIfAbsent(path.substring(0, slash), new Entry(0040755, new byte[0]));
        }
        entries.putIfAbsent(path, new Entry(0040755, new byte[0]));
    }

    /** Writes the initramfs and returns QEMU's options that boot it, with its console at the first serial port. */
    public List<String> options(Path initramfs) throws IOException {
        file("init", 0755, init + "echo tiny guest is ready\nwhile :; do setsid cttyhack sh -l; done\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(initramfs), 1 << 16)) {
            out.write(archive());
        }
        List<String> options = new ArrayList<>(List.of("-machine", "pc", "-m", "192", "-kernel", kernel().orElseThrow().toString()));
        options.addAll(List.of("-initrd", initramfs.toString(), "-append", "console=ttyS0 quiet panic=-1", "-no-reboot"));
        return options;
    }

    /** The "newc" format of cpio (kernel: Documentation/driver-api/early-userspace/buffer-format.rst). */
    private byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int inode = 1;
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            append(out, inode++, each.getKey(), each.getValue());
        }
        append(out, 0, "TRAILER!!!", new Entry(0, new byte[0]));
        return out.toByteArray();
    }

    private static void append(ByteArrayOutputStream out, int inode, String name, Entry entry) throws IOException {
        byte[] path = (name + "\0").getBytes(StandardCharsets.UTF_8);
        int[] fields = {inode, entry.mode(), 0, 0, 1, 0, entry.content().length, 0, 0, 0, 0, path.length, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08x", field));
        }
        out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(path);
        pad(out);
        out.write(entry.content());
        pad(out);
    }

    private static void pad(ByteArrayOutputStream out) {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
