package io.jvirt.device.sysfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names of vendors and products by their numbers: the files {@code pci.ids} and {@code usb.ids} that distributions install
 * (lines of a vendor begin with four hexadecimal digits, those of its products with a tab). A host without them has numbers
 * only. Read when the first name is wanted.
 */
public final class IdRegister {
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/share/hwdata"), Path.of("/usr/share/misc"), Path.of("/usr/share"));

    private final String file;
    private final List<Path> folders;
    private volatile Map<Integer, String> vendors = Map.of();
    private volatile Map<Long, String> products = Map.of();
    private boolean read;

    /** A register of the host. */
    public IdRegister(String file) {
        this(file, FOLDERS);
    }

    IdRegister(String file, List<Path> folders) {
        this.file = file;
        this.folders = folders;
    }

    /** {@return a vendor's name} */
    public Optional<String> vendor(int vendor) {
        read();
        return Optional.ofNullable(vendors.get(vendor));
    }

    /** {@return a product's name} */
    public Optional<String> product(int vendor, int product) {
        read();
        return Optional.ofNullable(products.get(key(vendor, product)));
    }

    private static long key(int vendor, int product) {
        return (long) vendor << 32 | product;
    }

    private synchronized void read() {
        if (read) {
            return;
        }
        read = true;
        for (Path folder : folders) {
            Path path = folder.resolve(file);
            if (Files.isReadable(path)) {
                try {
                    read(Files.readAllLines(path, StandardCharsets.ISO_8859_1));
                    return;
                } catch (IOException e) {
                    System.getLogger(IdRegister.class.getName()).log(System.Logger.Level.WARNING, "{0} cannot be read: {1}", path, e.getMessage());
                }
            }
        }
    }

    private void read(List<String> lines) {
        Map<Integer, String> names = new HashMap<>();
        Map<Long, String> parts = new HashMap<>();
        int vendor = -1;
        for (String line : lines) {
            boolean product = line.startsWith("\t") && !line.startsWith("\t\t");
            String text = product ? line.substring(1) : line;
            if (text.length() < 7 || line.startsWith("\t\t") || !text.substring(0, 4).matches("[0-9a-f]{4}") || text.charAt(4) != ' ') {
                // A comment, a subsystem, or the classes at the end of the file, which are not vendors.
                vendor = line.startsWith("C ") ? -1 : vendor;
                continue;
            }
            int number = Integer.parseInt(text.substring(0, 4), 16);
            if (!product) {
                vendor = number;
                names.put(vendor, text.substring(4).strip());
            } else if (vendor >= 0) {
                parts.put(key(vendor, number), text.substring(4).strip());
            }
        }
        vendors = Map.copyOf(names);
        products = Map.copyOf(parts);
    }
}
