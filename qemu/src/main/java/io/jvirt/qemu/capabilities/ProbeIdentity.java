package io.jvirt.qemu.capabilities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a probe's result depends upon: the binary and its modules, the kernel, the CPU's microcode, the state of KVM and
 * the program that asks. When any of it changes the text changes and the binary is asked again.
 */
record ProbeIdentity(String text) {
    /** Folders that hold QEMU's loadable modules, by distribution. */
    private static final List<Path> MODULE_FOLDERS = List.of(Path.of("/usr/lib/x86_64-linux-gnu/qemu"),
            Path.of("/usr/lib/aarch64-linux-gnu/qemu"), Path.of("/usr/lib64/qemu"), Path.of("/usr/lib/qemu"));

    static ProbeIdentity of(Path binary, String program) throws IOException {
        List<String> parts = new ArrayList<>();
        parts.add("program=" + program);
        parts.add("binary=" + file(binary.toRealPath()));
        for (Path folder : MODULE_FOLDERS) {
            if (Files.isDirectory(folder)) {
                parts.add("modules=" + file(folder));
            }
        }
        parts.add("kernel=" + firstLine(Path.of("/proc/version")));
        parts.add("microcode=" + cpuInfo());
        parts.add("kvm=" + (Files.exists(KvmTrial.DEVICE) ? file(KvmTrial.DEVICE)
                + " usable=" + (Files.isReadable(KvmTrial.DEVICE) && Files.isWritable(KvmTrial.DEVICE)) : "none"));
        return new ProbeIdentity(String.join("\n", parts));
    }

    private static String file(Path path) throws IOException {
        Map<String, Object> a = Files.readAttributes(path, "unix:ino,size,lastModifiedTime,ctime,rdev",
                LinkOption.NOFOLLOW_LINKS);
        return path + " inode=" + a.get("ino") + " size=" + a.get("size") + " mtime=" + a.get("lastModifiedTime")
                + " ctime=" + a.get("ctime") + " rdev=" + a.get("rdev");
    }

    private static String firstLine(Path path) throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.findFirst().orElse("");
        }
    }

    private static String cpuInfo() throws IOException {
        StringBuilder found = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            if (line.isBlank()) {
                break;
            }
            if (line.startsWith("microcode") || line.startsWith("model name") || line.startsWith("flags")) {
                found.append(line.replace('\t', ' ')).append(';');
            }
        }
        return sha256(found.toString());
    }

    /** {@return the name of the cache file for a binary at that path} */
    static String fileNameFor(Path binary) {
        return sha256(binary.toAbsolutePath().toString()) + ".qmp.gz";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
