package io.jvirt.qemu.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A QEMU process to be: program, environment and arguments.
 *
 * @param emulator the program's path
 * @param environment the process's whole environment, in the order of writing
 * @param arguments the argument list after the program; its order matters to QEMU
 */
public record CommandLine(String emulator, Map<String, String> environment, List<Argument> arguments) {
    private static final String PLAIN = "-_./=:,+@%";

    public CommandLine {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        arguments = List.copyOf(arguments);
    }

    /** {@return the argument list for execve, the program first} No shell ever reads it. */
    public List<String> argv() {
        List<String> argv = new ArrayList<>();
        argv.add(emulator);
        arguments.forEach(argument -> argv.addAll(argument.words()));
        return argv;
    }

    /** {@return the command for people to read and to paste into a shell: quoted, an option a line} */
    public String shellText() {
        StringBuilder text = new StringBuilder();
        environment.forEach((name, value) -> text.append(name).append('=').append(quote(value)).append(" \\\n"));
        text.append(quote(emulator));
        for (Argument argument : arguments) {
            String separator = " \\\n";
            for (String word : argument.words()) {
                text.append(separator).append(quote(word));
                separator = " ";
            }
        }
        return text.append('\n').toString();
    }

    private static String quote(String word) {
        boolean plain = !word.isEmpty() && word.chars()
                .allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
