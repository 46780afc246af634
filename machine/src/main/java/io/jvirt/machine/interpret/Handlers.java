package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.decode.Form;
import io.jvirt.machine.cpu.decode.Forms;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the interpreter does for each form: a handler a name, and special ones for the forms that programs are full of. */
public final class Handlers {
    private static final @Nullable Handler[] BY_FORM = byForm();

    private Handlers() {}

    private static @Nullable Handler[] byForm() {
        Map<String, Handler> table = new HashMap<>();
        IntegerHandlers.addTo(table);
        FlowHandlers.addTo(table);
        StringHandlers.addTo(table);
        SystemHandlers.addTo(table);
        SseMoves.addTo(table);
        SseIntegers.addTo(table);
        SseFloats.addTo(table);
        SseConversions.addTo(table);
        SseSpecials.addTo(table);
        X87Handlers.addTo(table);
        @Nullable Handler[] handlers = new @Nullable Handler[Forms.all().size()];
        for (Form form : Forms.all()) {
            handlers[form.index()] = table.get(form.name());
        }
        return handlers;
    }

    /** {@return what is done for an instruction; null if the form has no handler} */
    public static @Nullable Handler of(Form form) {
        return BY_FORM[form.index()];
    }

    /** {@return the handler for one instruction: of its form, or one that its operands allow} */
    static @Nullable Handler of(Instruction instruction) {
        Handler special = FastHandlers.of(instruction);
        return special != null ? special : of(instruction.form);
    }
}
