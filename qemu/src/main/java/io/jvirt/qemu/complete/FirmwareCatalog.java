package io.jvirt.qemu.complete;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The firmware images that a host offers, best first.
 *
 * @param descriptors what the descriptor files say
 */
public record FirmwareCatalog(List<FirmwareDescriptor> descriptors) {
    /** A host without firmware descriptors. */
    public static final FirmwareCatalog NONE = new FirmwareCatalog(List.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public FirmwareCatalog {
        descriptors = List.copyOf(descriptors);
    }

    /** {@return the folders where descriptors are by convention, a user's own last} QEMU, docs/interop/firmware.json. */
    public static List<Path> usualFolders() {
        List<Path> folders = new ArrayList<>(List.of(Path.of("/usr/share/qemu/firmware"), Path.of("/etc/qemu/firmware")));
        String config = System.getenv("XDG_CONFIG_HOME");
        String home = System.getenv("HOME");
        if (config != null) {
            folders.add(Path.of(config, "qemu/firmware"));
        } else if (home != null) {
            folders.add(Path.of(home, ".config/qemu/firmware"));
        }
        return folders;
    }

    /**
     * Reads the descriptors of several folders. They count in the order of their file names; a file in a later folder
     * replaces one of the same name, and an empty one takes it away. A file that cannot be understood is left out.
     *
     * @throws IOException when a folder that is there cannot be read
     */
    public static FirmwareCatalog read(List<Path> folders) throws IOException {
        Map<String, Path> byName = new TreeMap<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                    files.forEach(file -> byName.put(String.valueOf(file.getFileName()), file));
                }
            }
        }
        List<FirmwareDescriptor> descriptors = new ArrayList<>();
        for (Path file : byName.values()) {
            if (Files.size(file) > 0) {
                try {
                    descriptors.add(parse(JSON.readTree(Files.readString(file))));
                } catch (JacksonException | IllegalArgumentException e) {
                    System.getLogger(FirmwareCatalog.class.getName()).log(System.Logger.Level.WARNING,
                            "firmware descriptor " + file + " is left out: " + e.getMessage());
                }
            }
        }
        return new FirmwareCatalog(descriptors);
    }

    /** {@return the images that run on a machine, best first} */
    public List<FirmwareDescriptor> forMachine(String arch, String machine) {
        return descriptors.stream().filter(d -> d.runsOn(arch, machine)).toList();
    }

    static FirmwareDescriptor parse(JsonNode json) {
        JsonNode mapping = json.path("mapping");
        String device = mapping.path("device").asString("");
        List<FirmwareDescriptor.Target> targets = new ArrayList<>();
        json.path("targets").forEach(t -> targets.add(new FirmwareDescriptor.Target(
                t.path("architecture").asString(""), List.copyOf(texts(t.path("machines"))))));
        boolean flash = device.equals("flash");
        String executable = flash ? mapping.path("executable").path("filename").asString("")
                : mapping.path("filename").asString("");
        if (executable.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("no executable or no target in it");
        }
        JsonNode template = mapping.path("nvram-template");
        return new FirmwareDescriptor(texts(json.path("interface-types")), device,
                mapping.path("mode").asString("split"), executable,
                flash ? mapping.path("executable").path("format").asString("raw") : "raw",
                text(template, "filename"), text(template, "format"), targets, texts(json.path("features")));
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.path(name).asString("") : null;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> values = new HashSet<>();
        array.forEach(v -> values.add(v.asString("")));
        return values;
    }
}
