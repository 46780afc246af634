package io.jvirt.cli.testkit;

import io.jvirt.cli.Output;
import io.jvirt.cli.Runner;
import io.jvirt.cli.Session;
import io.jvirt.cli.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Runs command lines on a {@link FakeConnection} and tells what came out. */
public final class Shell {
    private final FakeConnection connection = new FakeConnection();
    private final String[] options;

    /** A shell with options before the commands. */
    public Shell(String... options) {
        this.options = options;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Output output = new Output(out, error);
        Session session = new Session(Settings.parse(options, new StringBuilder()), output);
        session.use(connection);
        boolean ok = new Runner(session).run(commands);
        output.flush();
        return new Result(ok, out.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }
}
