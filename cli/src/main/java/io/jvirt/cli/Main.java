package io.jvirt.cli;

import java.util.List;

/**
 * jvirt, the command line: virsh's commands, options, layout and exit codes. Nothing is loaded or opened before it is
 * needed, because most runs are one short command.
 */
public final class Main {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Output output = Output.ofProcess();
        int code = run(arguments, output);
        output.flush();
        if (code != 0) {
            System.exit(code);
        }
    }

    /** {@return the exit code of a command line: 0 when its last command succeeded, else 1} */
    public static int run(String[] arguments, Output output) {
        WarmUp.start();
        StringBuilder warnings = new StringBuilder();
        Settings settings;
        try {
            settings = Settings.parse(arguments, warnings);
        } catch (Failure e) {
            output.error(warnings + "error: " + e.getMessage() + "\n");
            return 1;
        }
        if (!warnings.isEmpty()) {
            output.error(warnings.toString());
        }
        switch (settings.info()) {
            case NONE -> {}
            case USAGE -> {
                output.print(Usage.text());
                return 0;
            }
            case VERSION -> {
                output.print(Version.NUMBER + "\n");
                return 0;
            }
            case LONG_VERSION -> {
                output.print("Command line of Jvirt " + Version.NUMBER + "\n");
                output.print("Speaks the protocol of libvirt " + Version.PROTOCOL + " and the language of virsh.\n");
                return 0;
            }
        }
        try (Session session = new Session(settings, output)) {
            List<String> words = settings.words();
            if (words.isEmpty()) {
                return Shells.run(session);
            }
            Runner runner = new Runner(session);
            boolean ok;
            if (words.size() == 1) {
                session.debug(0, "commands: \"" + words.get(0) + "\"\n");
                ok = runner.run(words.get(0));
            } else {
                ok = runner.run(words);
            }
            return ok ? 0 : 1;
        }
    }
}
