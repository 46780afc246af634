package io.jvirt.daemon;

import io.jvirt.daemon.config.Settings;
import io.jvirt.daemon.config.SettingsException;
import io.jvirt.daemon.config.SettingsFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import sun.misc.Signal;

/** The program jvirtd. */
public final class Main {
    private static final System.Logger LOG = System.getLogger(Main.class.getName());

    private Main() {}

    /** Runs the daemon until it is told to end; exit code 1 when it cannot start, 2 when the command line is wrong, 3 when one runs already. */
    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (Options.UsageException e) {
            System.err.println("error: " + e.getMessage() + "\nTry 'jvirtd --help'.");
            System.exit(2);
            return;
        }
        switch (options.action()) {
            case HELP -> System.out.print(Options.HELP);
            case VERSION -> System.out.println("jvirtd " + version());
            case PRINT_CONFIG -> System.out.print(Settings.sample());
            case RUN -> System.exit(run(options));
        }
    }

    private static int run(Options options) {
        try {
            boolean session = options.session() == null ? Sockets.ownUser() != 0 : options.session();
            Places places = session
                    ? Places.session(System.getenv(), Path.of(System.getProperty("user.home")))
                    : Places.system(options.root());
            Settings settings = read(options, places);
            Logging.begin(options.verbose() ? Level.DEBUG : settings.logLevel(), options.logFile());
            long began = System.nanoTime();
            try (Daemon daemon = Daemon.start(
                    places,
                    options.root(),
                    settings,
                    options.listenClassic() || settings.listenClassic(),
                    idleTimeout(options, settings, session))) {
                Signal.handle(new Signal("TERM"), signal -> daemon.stop());
                Signal.handle(new Signal("INT"), signal -> daemon.stop());
                Signal.handle(new Signal("HUP"), signal -> reload(daemon, options, places));
                LOG.log(Level.INFO, "jvirtd {0} serves {1} (ready after {2} ms)", version(), places.uri(),
                        Long.toString((System.nanoTime() - began) / 1_000_000));
                daemon.await();
            }
            LOG.log(Level.INFO, "jvirtd ended");
            return 0;
        } catch (StartException e) {
            System.err.println("error: " + e.getMessage());
            return e.exitCode();
        } catch (SettingsException | IOException e) {
            System.err.println("error: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static Settings read(Options options, Places places) throws SettingsException {
        return options.config() == null
                ? SettingsFile.read(places.config(), false)
                : SettingsFile.read(options.config(), true);
    }

    private static int idleTimeout(Options options, Settings settings, boolean session) {
        return options.timeout().orElse(session ? settings.idleTimeout() : 0);
    }

    private static void reload(Daemon daemon, Options options, Places places) {
        try {
            Settings settings = read(options, places);
            daemon.reload(settings, idleTimeout(options, settings, places.session()));
            if (options.verbose()) {
                Logging.setLevel(Level.DEBUG);
            }
            LOG.log(Level.INFO, "The configuration was read again");
        } catch (SettingsException e) {
            LOG.log(Level.ERROR, "The configuration stays as it was: " + e.getMessage());
        }
    }

    private static String version() {
        String version = Main.class.getModule().getDescriptor() == null
                ? null
                : Main.class.getModule().getDescriptor().rawVersion().orElse(null);
        return version == null ? "(development)" : version;
    }
}
