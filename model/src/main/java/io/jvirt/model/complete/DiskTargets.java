package io.jvirt.model.complete;

import io.jvirt.model.domain.Disk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of disks as guests see them: a prefix of the bus, letters that count, and perhaps a partition's number. */
public final class DiskTargets {
    private static final List<String> PREFIXES = List.of("fd", "hd", "vd", "sd", "xvd", "ubd");

    private DiskTargets() {
    }

    /** {@return the number of a name: hda is 0, sdz 25, vdaa 26; -1 for what is no such name} */
    public static int index(String name) {
        String letters = null;
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                letters = name.substring(prefix.length());
            }
        }
        if (letters == null || letters.isEmpty()) {
            return -1;
        }
        long index = 0;
        int i = 0;
        for (; i < letters.length() && letters.charAt(i) >= 'a' && letters.charAt(i) <= 'z'; i++) {
            index = index * 26 + (letters.charAt(i) - 'a' + 1);
            if (index > Integer.MAX_VALUE) {
                return -1;
            }
        }
        for (int j = i; j < letters.length(); j++) {
            if (letters.charAt(j) < '0' || letters.charAt(j) > '9') {
                return -1;
            }
        }
        return i == 0 ? -1 : (int) index - 1;
    }

    /** {@return the name with this number: index 27 of vd is vdab} */
    public static String name(int index, String prefix) {
        var letters = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters.append((char) ('a' + rest % 26));
        }
        return prefix + letters.reverse();
    }

    /** {@return the bus that a name suggests, or null} */
    static Disk.@Nullable Bus bus(String name) {
        if (name.startsWith("hd")) {
            return Disk.Bus.IDE;
        }
        if (name.startsWith("sd")) {
            return Disk.Bus.SCSI;
        }
        if (name.startsWith("vd")) {
            return Disk.Bus.VIRTIO;
        }
        if (name.startsWith("xvd")) {
            return Disk.Bus.XEN;
        }
        if (name.startsWith("ubd")) {
            return Disk.Bus.UML;
        }
        return name.startsWith("fd") ? Disk.Bus.FDC : null;
    }
}
