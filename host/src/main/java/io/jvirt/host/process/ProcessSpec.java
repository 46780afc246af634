package io.jvirt.host.process;

import io.jvirt.host.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a child process is started with. Nothing is inherited that is not named here: no descriptor, no variable, no terminal, no
 * signal setting. Arguments go to the program as they are; no shell sees them.
 *
 * @param program absolute path of the program
 * @param arguments what follows the program's name in its argv
 * @param environment its whole environment
 * @param folder working folder; empty for ours
 * @param descriptors the child's descriptor number to ours, which stays ours; 0, 1 and 2 are /dev/null when not named
 * @param credentials as whom it runs; empty for as we do. Others need CAP_SETUID and CAP_SETGID
 * @param umask its file mode creation mask
 */
public record ProcessSpec(
        Path program,
        List<String> arguments,
        Map<String, String> environment,
        Optional<Path> folder,
        Map<Integer, Descriptor> descriptors,
        Optional<Credentials> credentials,
        int umask) {
    public ProcessSpec {
        if (!program.isAbsolute()) {
            throw new IllegalArgumentException("not an absolute path: " + program);
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        descriptors = Map.copyOf(descriptors);
    }

    /** A program with arguments, the environment that a daemon's child needs (PATH, LC_ALL=C), umask 077, nothing else. */
    public static ProcessSpec of(Path program, List<String> arguments) {
        return new ProcessSpec(
                program,
                arguments,
                Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                0077);
    }

    public ProcessSpec withEnvironment(Map<String, String> variables) {
        return new ProcessSpec(program, arguments, variables, folder, descriptors, credentials, umask);
    }

    public ProcessSpec withFolder(Path path) {
        return new ProcessSpec(program, arguments, environment, Optional.of(path), descriptors, credentials, umask);
    }

    /** Gives the child our descriptor {@code ours} as its number {@code number}. */
    public ProcessSpec withDescriptor(int number, Descriptor ours) {
        Map<Integer, Descriptor> more = new TreeMap<>(descriptors);
        more.put(number, ours);
        return new ProcessSpec(program, arguments, environment, folder, more, credentials, umask);
    }

    /** Sends the child's standard output and standard error to the same descriptor, for example an open log file. */
    public ProcessSpec withOutput(Descriptor log) {
        return withDescriptor(1, log).withDescriptor(2, log);
    }

    public ProcessSpec withCredentials(Credentials user) {
        return new ProcessSpec(program, arguments, environment, folder, descriptors, Optional.of(user), umask);
    }

    public ProcessSpec withUmask(int mask) {
        return new ProcessSpec(program, arguments, environment, folder, descriptors, credentials, mask);
    }
}
