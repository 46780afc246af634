package io.jvirt.cli.testkit;

import io.jvirt.cli.Output;
import io.jvirt.cli.Runner;
import io.jvirt.cli.Session;
import io.jvirt.cli.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** Runs command lines on a {@link FakeConnection} and tells what came out. */
public final class Shell {
    private final FakeConnection connection;
    private final String[] options;

    /** A shell with options before the commands. */
    public Shell(String... options) {
        this(new FakeConnection(), options);
    }

    private Shell(FakeConnection connection, String... options) {
        this.connection = connection;
        this.options = options;
    }

    /** {@return a shell with other options on the same hypervisor} */
    public Shell with(String... others) {
        return new Shell(connection, others);
    }

    /** What a command line did. */
    public record Result(boolean ok, String out, String error) {}

    /** {@return the hypervisor} */
    public FakeConnection connection() {
        return connection;
    }

    /** {@return a guest} */
    public FakeDomain domain(String name) {
        return (FakeDomain) connection.domain(name);
    }

    /** {@return a session on the hypervisor} */
    public Session session() {
        Session session = new Session(
                Settings.parse(options, new StringBuilder()),
                new Output(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
        session.use(connection);
        return session;
    }

    /** Runs a command line. */
    public Result run(String commands) {
        return run(runner -> runner.run(commands));
    }

    /** Runs the command that the words make. */
    public Result runWords(List<String> words) {
        return run(runner -> runner.run(words));
    }

    private Result run(Predicate<Runner> what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Output output = new Output(out, error);
        Session session = new Session(Settings.parse(options, new StringBuilder()), output);
        session.use(connection);
        boolean ok = what.test(new Runner(session));
        output.flush();
        return new Result(ok, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }
}
