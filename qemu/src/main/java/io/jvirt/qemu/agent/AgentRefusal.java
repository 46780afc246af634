package io.jvirt.qemu.agent;

import java.util.Set;

/** The cause of the API's error when the agent itself said no: its own class and words. */
public final class AgentRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<String> UNKNOWN = Set.of("CommandNotFound", "CommandDisabled");

    private final String errorClass;

    AgentRefusal(String errorClass, String description) {
        super(description);
        this.errorClass = errorClass;
    }

    /** {@return whether this agent lacks the command or its administrator switched it off} */
    public boolean unknownCommand() {
        return UNKNOWN.contains(errorClass)
                // Agents before 9.0 say GenericError for a command that was switched off.
                || (getMessage() != null && getMessage().contains("has been disabled"));
    }
}
