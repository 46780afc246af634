package io.jvirt.cli.run;

import io.jvirt.cli.Failure;
import io.jvirt.cli.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The person's editor: $VISUAL, else $EDITOR, else sensible-editor or vi. */
final class Editor {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_.:@";

    private Editor() {}

    /** {@return the text as the person left it} */
    static String edit(Invocation in, String text) {
        Path file = write(text);
        try {
            return edit(in, file);
        } finally {
            delete(file);
        }
    }

    /** Writes a text to a new file that only its owner can read. */
    static Path write(String text) {
        String folder = System.getenv("TMPDIR");
        try {
            Path file = Files.createTempFile(
                    Path.of(folder == null || folder.isEmpty() ? "/tmp" : folder),
                    "jvirt",
                    ".xml",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            throw new Failure("cannot write a temporary file: " + e.getMessage());
        }
    }

    /** {@return what is in the file after the person has edited it} */
    static String edit(Invocation in, Path file) {
        String editor = editor();
        in.session().output().flush();
        try {
            ProcessBuilder builder = new ProcessBuilder(command(editor, file.toString()));
            int code = builder.inheritIO().start().waitFor();
            if (code != 0) {
                throw new Failure("command '" + editor + " " + file + "' failed with exit code " + code);
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("cannot edit '" + file + "' with '" + editor + "': " + e.getMessage()
                    + "; set VISUAL or EDITOR to an editor that is installed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Failure("cannot remove '" + file + "': " + e.getMessage());
        }
    }

    private static String editor() {
        for (String variable : new String[] {"VISUAL", "EDITOR"}) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return Files.isExecutable(Path.of("/usr/bin/sensible-editor")) ? "sensible-editor" : "vi";
    }

    /**
     * {@return how the editor is started}: directly when its name is plain; one with blanks or quotes is the person's
     * own shell command, as for every program that honours $EDITOR, and gets the file as a parameter, never as text
     */
    private static String[] command(String editor, String file) {
        for (int i = 0; i < editor.length(); i++) {
            if (PLAIN.indexOf(editor.charAt(i)) < 0) {
                return new String[] {"/bin/sh", "-c", editor + " \"$1\"", "editor", file};
            }
        }
        return new String[] {editor, file};
    }
}
