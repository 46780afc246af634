package io.jvirt.machine.cpu.decode;

import java.util.ArrayList;
import java.util.List;

/** The table of all instructions, by map and opcode. */
public final class Forms {
    private static final int MAPS = 4;
    private static final List<Form> ALL = parse();
    private static final Form[][] BY_OPCODE = byOpcode();
    private static final boolean[] NEEDS_MODRM = needsModrm();

    private Forms() {}

    /** {@return every row} */
    public static List<Form> all() {
        return ALL;
    }

    /** {@return the rows that an opcode may be, in order of precedence} */
    static Form[] candidates(int map, int opcode) {
        return BY_OPCODE[map << 8 | opcode];
    }

    static boolean needsModrm(int map, int opcode) {
        return NEEDS_MODRM[map << 8 | opcode];
    }

    private static List<Form> parse() {
        List<Form> forms = new ArrayList<>();
        String text = IntegerForms.ROWS + IntegerForms.families() + SystemForms.ROWS + SseForms.ROWS + X87Forms.ROWS;
        for (String row : text.split("\\R")) {
            if (!row.isBlank()) {
                forms.add(Form.parse(forms.size(), row));
            }
        }
        return List.copyOf(forms);
    }

    private static Form[][] byOpcode() {
        List<List<Form>> lists = new ArrayList<>();
        for (int i = 0; i < MAPS << 8; i++) {
            lists.add(new ArrayList<>());
        }
        for (Form form : ALL) {
            for (int i = 0; i < form.count(); i++) {
                lists.get(form.map() << 8 | form.opcode() + i).add(form);
            }
        }
        return lists.stream().map(list -> list.toArray(Form[]::new)).toArray(Form[][]::new);
    }

    private static boolean[] needsModrm() {
        boolean[] needs = new boolean[MAPS << 8];
        for (int i = 0; i < needs.length; i++) {
            for (Form form : BY_OPCODE[i]) {
                needs[i] |= form.hasModrm();
            }
        }
        return needs;
    }
}
