package io.jvirt.demo;

import io.jvirt.api.JvirtException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The program behind {@code jvirt demo}. */
public final class Main {
    private static final String HELP =
            """
            Usage: jvirt demo [--batch] [--name NAME]
            Makes a small Linux guest, boots it in a session of your own and goes to its console.
              --batch      without a terminal: boot, talk with the guest, check its answer, remove it
              --name NAME  call the guest NAME instead of demo
            """;

    private Main() {}

    /** Runs the demonstration; exit code 0 when the guest did what it should. */
    public static void main(String[] arguments) {
        boolean batch = false;
        String name = "demo";
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--batch" -> batch = true;
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--name" -> {
                    if (rest.isEmpty()) {
                        wrong("option --name needs a value");
                    }
                    name = rest.remove();
                }
                default -> wrong("unknown option '" + option + "'");
            }
        }
        boolean terminal = System.console() != null && System.console().isTerminal();
        if (!terminal && !batch) {
            wrong("there is no terminal to show the guest's console on; use --batch");
        }
        Progress progress = new Progress(System.out, terminal);
        boolean root = "root".equals(System.getProperty("user.name"));
        Demo demo = new Demo(progress, name, cache(), root);
        try {
            if (batch) {
                demo.batch();
            } else {
                System.exit(demo.interactive(Path.of(System.getenv().getOrDefault("JVIRT_ROOT", ".")).resolve("jvirt")));
            }
        } catch (DemoException | JvirtException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void wrong(String message) {
        System.err.print("error: " + message + "\n" + HELP);
        System.exit(2);
    }

    private static Path cache() {
        String folder = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base = folder.startsWith("/") ? Path.of(folder) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("jvirt/demo");
    }
}
