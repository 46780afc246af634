package io.jvirt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gets programs from Debian's packages: installs what has to be installed when we are root, and unpacks into a folder
 * what is only a file to us, such as a kernel.
 */
final class Debian {
    private final boolean root;
    private final Path cache;
    private boolean updated;

    /**
     * @param cache folder for what is unpacked
     */
    Debian(boolean root, Path cache) {
        this.root = root;
        this.cache = cache;
    }

    /** Makes sure that {@code program} is there, which {@code packageName} brings. */
    void require(String program, String packageName) throws DemoException {
        if (Tools.find(program).isPresent()) {
            return;
        }
        if (!root) {
            throw new DemoException(program + " is not installed. Run this once, then try again:\n"
                    + "    sudo apt-get update && sudo apt-get install -y --no-install-recommends " + packageName);
        }
        requireApt(packageName);
        List<String> install = List.of("apt-get", "-q", "-y", "--no-install-recommends", "install", packageName);
        Tools.Result result = Tools.run(cache, install);
        if (result.status() != 0) {
            update();
            result = Tools.run(cache, install);
        }
        if (result.status() != 0 || Tools.find(program).isEmpty()) {
            throw new DemoException("Package " + packageName + " could not be installed:\n  " + result.tail());
        }
    }

    /**
     * {@return the first file below {@code inside} of the package whose name begins with {@code prefix}} The package is
     * unpacked into the cache, not installed.
     */
    Path unpacked(String packageName, String inside, String prefix) throws DemoException {
        requireApt(packageName);
        Path folder = cache.resolve(packageName);
        Optional<Path> present = find(folder.resolve(inside), prefix);
        if (present.isPresent()) {
            return present.get();
        }
        String real = concrete(packageName);
        try {
            Files.createDirectories(folder);
            Tools.Result download = Tools.run(folder, List.of("apt-get", "-q", "download", real));
            if (download.status() != 0 && root) {
                update();
                real = concrete(packageName);
                download = Tools.run(folder, List.of("apt-get", "-q", "download", real));
            }
            Optional<Path> archive = find(folder, real + "_");
            if (download.status() != 0 || archive.isEmpty()) {
                throw new DemoException("Package " + real + " could not be downloaded:\n  " + download.tail()
                        + (root ? "" : "\nRun this once, then try again:\n    sudo apt-get update"));
            }
            Tools.Result unpack =
                    Tools.run(folder, List.of("dpkg-deb", "-x", archive.get().toString(), folder.toString()));
            Files.delete(archive.get());
            return find(folder.resolve(inside), prefix).orElseThrow(() -> new DemoException("Package " + packageName
                    + " has no " + inside + "/" + prefix + ": " + unpack.tail()));
        } catch (IOException e) {
            throw new DemoException("Cannot unpack package " + packageName + " in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** The package with the files behind one that only depends on it, such as the newest kernel. */
    private String concrete(String packageName) throws DemoException {
        Tools.Result depends = Tools.run(cache, List.of("apt-cache", "depends", "--important", packageName));
        for (String line : depends.output().lines().toList()) {
            String text = line.strip();
            String prefix = "Depends: " + packageName.substring(0, packageName.indexOf('-') + 1);
            if (text.startsWith(prefix)) {
                return text.substring("Depends: ".length());
            }
        }
        return packageName;
    }

    private void update() throws DemoException {
        if (!updated) {
            updated = true;
            Tools.run(cache, List.of("apt-get", "-q", "update"));
        }
    }

    private static void requireApt(String packageName) throws DemoException {
        if (Tools.find("apt-get").isEmpty()) {
            throw new DemoException("This host has no apt-get, so " + packageName
                    + " has to be installed in its own way; then try again");
        }
    }

    private static Optional<Path> find(Path folder, String prefix) throws DemoException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> matching = new ArrayList<>(
                    inside.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList());
            return matching.isEmpty() ? Optional.empty() : Optional.of(matching.getLast());
        } catch (IOException e) {
            throw new DemoException("Cannot read folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
