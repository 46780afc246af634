package io.jvirt.qemu.operations;

import io.jvirt.api.KeycodeSet;
import io.jvirt.qemu.Errors;
import io.jvirt.qemu.guest.Guest;
import io.jvirt.qemu.job.JobLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** Presses keys of a guest's keyboard, however the caller numbers them; the numbers are in keys.tsv. */
public final class Keys {
    /** VIR_DOMAIN_SEND_KEY_MAX_KEYS. */
    private static final int MOST = 16;

    private static final int PREFIX = 0xe000;
    private static final int PREFIX_BIT = 0x80;
    private static final int QEMU_LIMIT = 0x100;

    private Keys() {}

    /** The columns of keys.tsv behind the key's name. */
    private static final List<KeycodeSet> COLUMNS = List.of(
            KeycodeSet.LINUX,
            KeycodeSet.ATSET1,
            KeycodeSet.ATSET2,
            KeycodeSet.ATSET3,
            KeycodeSet.USB,
            KeycodeSet.WIN32,
            KeycodeSet.OSX);

    /** Read when a caller first needs it. */
    private static final class Table {
        static final Map<KeycodeSet, Map<Integer, Integer>> TO_QEMU = read();

        private static Map<KeycodeSet, Map<Integer, Integer>> read() {
            Map<KeycodeSet, Map<Integer, Integer>> table = new EnumMap<>(KeycodeSet.class);
            COLUMNS.forEach(set -> table.put(set, new HashMap<>()));
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(Keys.class.getResourceAsStream("keys.tsv")), StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("#")) {
                        add(line.split("\t"), table);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return table;
        }

        private static void add(String[] fields, Map<KeycodeSet, Map<Integer, Integer>> table) {
            int number = qemuNumber(Integer.parseInt(fields[2], 16));
            for (int i = 0; i < COLUMNS.size(); i++) {
                if (!fields[i + 1].equals("-")) {
                    // Where two keys share a number (both enter keys of Windows) the main one comes first.
                    Objects.requireNonNull(table.get(COLUMNS.get(i))).putIfAbsent(Integer.parseInt(fields[i + 1], 16), number);
                }
            }
        }
    }

    private static int qemuNumber(int scanCode) {
        return scanCode >= PREFIX ? PREFIX_BIT | scanCode & 0x7f : scanCode;
    }

    /** {@return QEMU's number of a key; empty when the set does not have the key} */
    static OptionalInt translate(KeycodeSet set, int key) {
        return switch (set) {
            case QNUM, XT_KBD -> key > 0 && key < QEMU_LIMIT ? OptionalInt.of(key) : OptionalInt.empty();
            case XT, ATSET1 -> find(KeycodeSet.ATSET1, key);
            case LINUX, ATSET2, ATSET3, OSX, USB, WIN32 -> find(set, key);
        };
    }

    private static OptionalInt find(KeycodeSet set, int key) {
        Integer number = Objects.requireNonNull(Table.TO_QEMU.get(set)).get(key);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Presses keys together and lets them go after {@code holdMillis}; 0 leaves the time to QEMU. */
    public static void send(Guest guest, KeycodeSet set, int holdMillis, int[] keys) {
        if (keys.length == 0 || keys.length > MOST) {
            throw Errors.argument("nkeycodes in virDomainSendKey must be from 1 to " + MOST + ", not " + keys.length);
        }
        List<Map<String, Object>> pressed = new ArrayList<>();
        for (int key : keys) {
            int number = translate(set, key).orElseThrow(() -> Errors.internal(
                    "cannot translate keycode " + key + " of " + set + " codeset to rfb keycode", null));
            pressed.add(Map.of("type", "number", "data", number));
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("keys", pressed);
        if (holdMillis > 0) {
            arguments.put("hold-time", holdMillis);
        }
        try (JobLock.Job job = guest.jobs().begin("virDomainSendKey")) {
            Ask.monitor(guest.run(), "send-key", arguments);
        }
    }
}
