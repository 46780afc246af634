package io.jvirt.device.sysfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A device's folder in sysfs. Everything is read when it is asked for: a device may go at any moment, and what is no longer
 * there reads as absent.
 *
 * @param path the folder itself, not a link to it
 */
public record SysfsDevice(Path path) {
    /** {@return the device's name among those of its kind} */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** {@return what the kernel counts the device among: pci, usb, net, block ..., empty when it does not say} */
    public String subsystem() {
        return link("subsystem").orElse("");
    }

    /** {@return the driver that has the device} */
    public Optional<String> driver() {
        return link("driver");
    }

    /** {@return the last part of what a symbolic link points to} */
    public Optional<String> link(String name) {
        try {
            return Optional.of(String.valueOf(Files.readSymbolicLink(path.resolve(name)).getFileName()));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** {@return an attribute's text without white space around; empty when there is none or it says nothing} */
    public Optional<String> text(String attribute) {
        try {
            byte[] bytes = Files.readAllBytes(path.resolve(attribute));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return an attribute that is a number, decimal or hexadecimal with 0x} */
    public OptionalLong number(String attribute) {
        return text(attribute).map(text -> number(text, 10)).orElse(OptionalLong.empty());
    }

    /** {@return the same as an int} */
    public OptionalInt integer(String attribute) {
        OptionalLong value = number(attribute);
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    /** {@return an attribute that is a hexadecimal number, with 0x or without} */
    public OptionalInt hexadecimal(String attribute) {
        OptionalLong value = text(attribute).map(text -> number(text, 16)).orElse(OptionalLong.empty());
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    private static OptionalLong number(String text, int radix) {
        try {
            return OptionalLong.of(text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text, radix));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** {@return what the kernel tells of the device with its events} */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String line : text("uevent").orElse("").split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                properties.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return properties;
    }

    /** {@return whether there is such a file or folder} */
    public boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /** {@return a folder within, as a device} */
    public SysfsDevice inside(String name) {
        return new SysfsDevice(path.resolve(name));
    }

    /** {@return the names in a folder within, sorted} */
    public List<String> names(String folder) {
        try (Stream<Path> files = Files.list(path.resolve(folder))) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** {@return the device that a symbolic link points to} */
    public Optional<SysfsDevice> target(String link) {
        try {
            return Optional.of(new SysfsDevice(path.resolve(link).toRealPath()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
