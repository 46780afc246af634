package io.jvirt.cli;

import io.jvirt.cli.shell.InteractiveShell;
import io.jvirt.host.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** jvirt without a command: commands come from a terminal or from standard input. */
final class Shells {
    private Shells() {}

    /** {@return the exit code} */
    static int run(Session session) {
        session.setInteractive(true);
        Output output = session.output();
        if (!session.settings().quiet()) {
            output.print("Welcome to jvirt, the virtualization interactive terminal.\n\n"
                    + "Type:  'help' for help with commands\n       'quit' to quit\n\n");
            output.flush();
        }
        try {
            if (session.settings().uri() != null) {
                session.connection();
            }
            if (Terminal.of(0).isPresent()) {
                new InteractiveShell(session).run();
            } else {
                script(session);
            }
        } catch (Failure e) {
            session.report(e.getMessage(), e.getCause());
            return 1;
        }
        return 0;
    }

    /** Runs each line of standard input, printing the prompt and the line as a terminal would show them. */
    private static void script(Session session) {
        Runner runner = new Runner(session);
        String prompt = session.readOnly() ? "jvirt > " : "jvirt # ";
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (!session.ended()) {
                session.output().print(prompt);
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                session.output().print(line + "\n");
                if (!line.isBlank()) {
                    runner.run(line);
                }
                session.output().flush();
            }
        } catch (IOException e) {
            throw new Failure("cannot read from stdin: " + e.getMessage());
        }
        session.output().print("\n");
    }
}
