package io.jvirt.imagetool;

import io.jvirt.image.ImageException;
import io.jvirt.image.ImageFormat;
import io.jvirt.image.ImageFormats;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code jvirt image}: one command on disk images, then the end. */
public final class Main {
    private static final List<ToolCommand> COMMANDS = List.of(
            new AmendCommand(),
            new BenchCommand(),
            new BitmapCommand(),
            new CheckCommand(),
            new CommitCommand(),
            new CompareCommand(),
            new ConvertCommand(),
            new CreateCommand(),
            new DdCommand(),
            new InfoCommand(),
            new MapCommand(),
            new MeasureCommand(),
            new RebaseCommand(),
            new ResizeCommand(),
            new SnapshotCommand());

    private Main() {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Console console = new Console(out, err);
        int status = List.of(arguments).equals(List.of("-")) ? runLines(console) : run(List.of(arguments), console);
        out.flush();
        err.flush();
        Runtime.getRuntime().halt(status);
    }

    /** Runs a command line from each line of standard input up to the first that fails; {@return its exit status} */
    private static int runLines(Console console) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            int status = 0;
            for (String line = lines.readLine(); line != null && status == 0; line = lines.readLine()) {
                status = line.isBlank() ? 0 : run(List.of(line.strip().split("\\s+")), console);
                console.out().flush();
            }
            return status;
        } catch (IOException e) {
            console.complain("standard input: " + e.getMessage());
            return ToolCommand.FAILED;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, StandardCharsets.UTF_8);
    }

    /** Runs a command line; {@return the exit status} */
    static int run(List<String> arguments, Console console) {
        if (arguments.isEmpty() || List.of("-h", "--help", "help").contains(arguments.getFirst())) {
            help(console);
            return arguments.isEmpty() ? ToolCommand.FAILED : 0;
        }
        String name = arguments.getFirst();
        ToolCommand command = COMMANDS.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
        if (command == null) {
            console.complain("Command not found: " + name + "\nTry 'jvirt image --help' for more information");
            return ToolCommand.FAILED;
        }
        List<String> words = arguments.subList(1, arguments.size());
        if (words.contains("-h") || words.contains("--help")) {
            console.print("usage: jvirt image " + command.name() + " " + command.synopsis());
            console.print(command.summary());
            return 0;
        }
        try {
            return command.run(command.parse(words), console);
        } catch (UsageException e) {
            console.complain(e.getMessage() + "\nTry 'jvirt image " + name + " --help' for more information");
        } catch (ImageException e) {
            console.complain(String.valueOf(e.getMessage()));
        } catch (InvalidPathException e) {
            console.complain("'" + e.getInput() + "' is no name of a file");
        }
        return ToolCommand.FAILED;
    }

    private static void help(Console console) {
        console.print("usage: jvirt image COMMAND [OPTIONS]");
        console.print("       jvirt image -      (command lines from standard input, up to the first that fails)\n");
        console.print("Disk images of all formats, with the options and output of qemu-img.\n");
        for (ToolCommand command : COMMANDS) {
            console.print("  " + command.name() + " " + command.synopsis());
            console.print("      " + command.summary());
        }
        console.print("\nFormats: "
                + ImageFormats.all().stream().map(ImageFormat::label).sorted().collect(Collectors.joining(" ")));
    }
}
