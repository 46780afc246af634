package io.jvirt.machine.truth;

import io.jvirt.machine.cpu.Flags;
import io.jvirt.machine.cpu.decode.Form;

/** The flags that an instruction leaves undefined (SDM volume 2, each instruction's "Flags affected"). */
final class Undefined {
    private Undefined() {}

    static int flags(Form form) {
        return switch (form.name()) {
            case "AND", "OR", "XOR", "TEST", "ANDN" -> Flags.AF;
            case "SHL", "SHR", "SAR" -> Flags.AF | Flags.OF | (form.operands().getFirst().size() == 'b' ? Flags.CF : 0)
                    | Flags.CF;
            case "ROL", "ROR", "RCL", "RCR" -> Flags.OF;
            case "SHLD", "SHRD", "SHLD_CL", "SHRD_CL" -> Flags.AF | Flags.OF | Flags.CF;
            case "MUL", "IMUL", "IMUL1" -> Flags.SF | Flags.ZF | Flags.AF | Flags.PF;
            case "BSF", "BSR" -> Flags.CF | Flags.OF | Flags.SF | Flags.AF | Flags.PF;
            case "TZCNT", "LZCNT" -> Flags.OF | Flags.SF | Flags.AF | Flags.PF;
            case "BT", "BTS", "BTR", "BTC" -> Flags.OF | Flags.SF | Flags.AF | Flags.PF;
            case "BLSR", "BLSI", "BLSMSK", "BZHI" -> Flags.AF | Flags.PF;
            case "BEXTR" -> Flags.AF | Flags.SF | Flags.PF;
            default -> 0;
        };
    }
}
