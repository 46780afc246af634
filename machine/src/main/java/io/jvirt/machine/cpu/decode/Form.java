package io.jvirt.machine.cpu.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of the table of instructions: an encoding and what it means.
 *
 * <p>A row reads {@code [prefix] [vex] bytes [/n] [mem|reg] [=xx] : NAME operands [; attributes]}. The prefix is {@code np}, {@code
 * 66}, {@code f3} or {@code f2}, where it tells instructions apart. The last byte may end in {@code +r} (eight opcodes with a
 * register in the low bits) or {@code +c} (sixteen with a condition). {@code =xx} is the whole second byte.
 *
 * @param index position in the table
 * @param prefix 0 for any, or 1 none, 0x66, 0xf3, 0xf2
 * @param map 0 one byte, 1 two bytes (0F), 2 0F 38, 3 0F 3A
 * @param opcode the first of the opcodes
 * @param count how many opcodes: 1, 8 or 16
 * @param extension what ModRM.reg must be, -1 for any
 * @param modrm the whole ModRM byte, -1 for any
 * @param place what ModRM.rm must be
 * @param name the mnemonic
 * @param operands in the order of Intel's syntax
 * @param lockable whether LOCK is allowed when the first operand is memory
 * @param only64 not valid outside 64-bit mode
 * @param not64 not valid in 64-bit mode
 * @param wide the operand size is 64 bits in 64-bit mode, unless 66 makes it 16
 * @param ends the instruction ends a block: it changes RIP, or what the decoding of the next one depends on
 */
public record Form(
        int index,
        int prefix,
        boolean vex,
        int map,
        int opcode,
        int count,
        int extension,
        int modrm,
        Place place,
        String name,
        List<Operand> operands,
        boolean lockable,
        boolean only64,
        boolean not64,
        boolean wide,
        boolean ends) {
    /** What the ModRM.rm operand may be. */
    public enum Place {
        ANY,
        MEMORY,
        REGISTER
    }

    /** {@return whether the encoding has a ModRM byte} */
    public boolean hasModrm() {
        return extension >= 0
                || modrm >= 0
                || place != Place.ANY
                || operands.stream().anyMatch(operand -> operand.isRm() || operand.isReg());
    }

    static Form parse(int index, String row) {
        String[] halves = row.split(":", 2);
        int prefix = 0;
        boolean vex = false;
        List<Integer> bytes = new ArrayList<>();
        int count = 1;
        int extension = -1;
        int modrm = -1;
        Place place = Place.ANY;
        for (String word : halves[0].strip().split("\\s+")) {
            switch (word) {
                case "np" -> prefix = 1;
                case "vex" -> vex = true;
                case "mem" -> place = Place.MEMORY;
                case "reg" -> place = Place.REGISTER;
                default -> {
                    if (word.startsWith("/")) {
                        extension = word.charAt(1) - '0';
                    } else if (word.startsWith("=")) {
                        modrm = Integer.parseInt(word.substring(1), 16);
                    } else if (word.startsWith("p")) {
                        prefix = Integer.parseInt(word.substring(1), 16);
                    } else {
                        bytes.add(Integer.parseInt(word.substring(0, 2), 16));
                        count = word.endsWith("+r") ? 8 : word.endsWith("+c") ? 16 : 1;
                    }
                }
            }
        }
        int map = 0;
        if (bytes.size() > 1 && bytes.getFirst() == 0x0f) {
            map = bytes.size() == 2 ? 1 : bytes.get(1) == 0x38 ? 2 : 3;
        }
        String[] meaning = halves[1].split(";", 2);
        String[] words = meaning[0].strip().split("\\s+", 2);
        List<Operand> operands = new ArrayList<>();
        if (words.length > 1) {
            for (String operand : words[1].split(",")) {
                operands.add(Operand.parse(operand.strip()));
            }
        }
        for (Operand operand : operands) {
            if (operand.kind() == Operand.Kind.M) {
                place = Place.MEMORY;
            } else if (operand.isRm() && "RUNT".contains(operand.kind().name())) {
                place = Place.REGISTER;
            }
        }
        List<String> attributes = meaning.length > 1 ? List.of(meaning[1].strip().split("\\s+")) : List.of();
        return new Form(
                index,
                prefix,
                vex,
                map,
                bytes.getLast(),
                count,
                extension,
                modrm,
                place,
                words[0],
                List.copyOf(operands),
                attributes.contains("lock"),
                attributes.contains("o64"),
                attributes.contains("i64"),
                attributes.contains("wide"),
                attributes.contains("end"));
    }

    /** {@return whether an encoding is this form; {@code modrmByte} counts only if {@link #hasModrm}} */
    boolean matches(int prefixes, boolean vexEncoded, boolean bits64, int modrmByte) {
        return vex == vexEncoded
                && (prefix == 0 || prefix == prefixes)
                && (bits64 ? !not64 : !only64)
                && (extension < 0 || extension == (modrmByte >> 3 & 7))
                && (modrm < 0 || modrm == modrmByte)
                && (place == Place.ANY || (place == Place.REGISTER) == (modrmByte >= 0xc0));
    }
}
