package io.jvirt.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The programs of the host.
 *
 * @param path the folders in which programs are looked for
 */
record Programs(List<Path> path) {
    private static final long LIMIT_SECONDS = 10;

    /** {@return those of PATH; the folders of the administrator's programs are searched though they are in few users' PATH} */
    static Programs ofHost() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (folder.startsWith("/")) {
                folders.add(Path.of(folder));
            }
        }
        for (String folder : List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/bin")) {
            if (!folders.contains(Path.of(folder))) {
                folders.add(Path.of(folder));
            }
        }
        return new Programs(List.copyOf(folders));
    }

    /** Keeps a copy. */
    Programs {
        path = List.copyOf(path);
    }

    /** {@return where a program is} */
    Optional<Path> find(String name) {
        return path.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    }

    /** {@return the first line that a program prints; empty when it fails, prints nothing or takes too long} */
    Optional<String> firstLine(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                // A version's line fits in the pipe, so that nobody has to read while the program runs.
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines().findFirst();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
