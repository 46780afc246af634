package io.jvirt.daemon;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * jvirtd's command line.
 *
 * @param action what to do
 * @param config the configuration file that was named
 * @param session which instance; null for the one that suits the user
 * @param root the folder below which the system instance keeps everything
 * @param listenClassic whether libvirt's socket paths are served besides, whatever the file says
 * @param timeout overrides the file's idle_timeout
 * @param logFile where to log instead of standard error
 * @param verbose whether details are logged, whatever the file says
 */
record Options(
        Action action,
        @Nullable Path config,
        @Nullable Boolean session,
        Path root,
        boolean listenClassic,
        OptionalInt timeout,
        @Nullable Path logFile,
        boolean verbose) {

    enum Action {
        RUN,
        HELP,
        VERSION,
        PRINT_CONFIG
    }

    /** A command line that makes no sense; the message says why. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static final String HELP =
            """
            Usage: jvirtd [OPTION]...
            The daemon of Jvirt: runs guests and serves them to jvirt, virsh and every other client of libvirt.

              --system            be the host's instance (qemu:///system); what root gets by default
              --session           be the user's own instance (qemu:///session); what others get by default
              --listen-classic    also listen at libvirtd's socket paths, so that virsh needs no other URI
              --config FILE       read FILE instead of /etc/jvirt/jvirtd.conf or ~/.config/jvirt/jvirtd.conf
              --timeout SECONDS   end after that time without clients and running guests; 0 for never
              --root FOLDER       keep everything of the system instance below FOLDER, for trials
              --log-file FILE     log to FILE instead of standard error
              --verbose           log details
              --print-config      print a configuration file with every setting, and end
              --version           print the version, and end
              --help              print this, and end

            Exit codes: 0 ended, 1 cannot start, 2 wrong command line, 3 a daemon serves this instance already.
            Signals: TERM ends the daemon and leaves guests running; HUP reads the configuration again.
            Example: jvirtd --session --listen-classic, then virsh -c qemu:///session list
            """;

    static Options parse(List<String> words) throws UsageException {
        Action action = Action.RUN;
        @Nullable Path config = null;
        @Nullable Boolean session = null;
        Path root = Path.of("/");
        boolean classic = false;
        OptionalInt timeout = OptionalInt.empty();
        @Nullable Path logFile = null;
        boolean verbose = false;
        Deque<String> rest = new ArrayDeque<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                rest.add(word.substring(0, equals));
                rest.add(word.substring(equals + 1));
            } else {
                rest.add(word);
            }
        }
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--help", "-h" -> action = Action.HELP;
                case "--version", "-V" -> action = Action.VERSION;
                case "--print-config" -> action = Action.PRINT_CONFIG;
                case "--system", "--session" -> {
                    boolean wanted = option.equals("--session");
                    if (session != null && session != wanted) {
                        throw new UsageException("--system and --session exclude each other");
                    }
                    session = wanted;
                }
                case "--listen-classic" -> classic = true;
                case "--config", "-f" -> config = Path.of(value(option, rest));
                case "--root" -> root = Path.of(value(option, rest)).toAbsolutePath().normalize();
                case "--log-file" -> logFile = Path.of(value(option, rest));
                case "--timeout", "-t" -> timeout = OptionalInt.of(seconds(option, value(option, rest)));
                case "--verbose", "-v" -> verbose = true;
                default -> throw new UsageException("unknown option '" + option + "'");
            }
        }
        if (!root.equals(Path.of("/")) && Boolean.TRUE.equals(session)) {
            throw new UsageException("--root is for the system instance; a session's folders follow HOME and the XDG variables");
        }
        return new Options(action, config, session, root, classic, timeout, logFile, verbose);
    }

    private static String value(String option, Deque<String> rest) throws UsageException {
        String value = rest.poll();
        if (value == null || value.isEmpty()) {
            throw new UsageException("option " + option + " needs a value");
        }
        return value;
    }

    private static int seconds(String option, String value) throws UsageException {
        try {
            int seconds = Integer.parseInt(value);
            if (seconds >= 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message.
        }
        throw new UsageException("option " + option + " needs a number of seconds, not '" + value + "'");
    }
}
