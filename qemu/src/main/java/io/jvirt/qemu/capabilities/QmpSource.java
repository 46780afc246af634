package io.jvirt.qemu.capabilities;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Something that answers QMP commands: a running QEMU binary or the record of one. */
public interface QmpSource extends AutoCloseable {
    /**
     * Asks one command.
     *
     * @param arguments the command's arguments; values are strings, numbers, booleans or maps of the same
     * @return what QEMU returned, or empty when QEMU refused (unknown command, device not found ...)
     * @throws QmpProbeException when no answer came: QEMU died, or the time was up
     */
    Optional<JsonNode> ask(String command, Map<String, ?> arguments);

    /** Asks a command that takes no arguments. */
    default Optional<JsonNode> ask(String command) {
        return ask(command, Map.of());
    }

    /** Releases what the source holds; a QEMU process is killed. */
    @Override
    void close();
}
