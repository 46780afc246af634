package io.jvirt.cli;

import io.jvirt.api.JvirtException;
import io.jvirt.cli.grammar.Arguments;
import io.jvirt.cli.grammar.Command;
import io.jvirt.cli.grammar.Names;
import io.jvirt.cli.grammar.Parser;
import io.jvirt.cli.grammar.SyntaxException;
import io.jvirt.cli.grammar.UnknownCommandException;
import io.jvirt.cli.grammar.Words;
import io.jvirt.cli.text.Decimal;
import java.util.List;

/** Parses and runs commands in a session. */
public final class Runner {
    private final Session session;
    private boolean connected;

    /** A runner in this session. */
    public Runner(Session session) {
        this.session = session;
    }

    /** Runs the commands of a text, see {@link Words#split}; {@return whether the last one succeeded} */
    public boolean run(String text) {
        return run(Words.split(text));
    }

    /** Runs the one command that the words make. */
    public boolean run(List<String> words) {
        return run(Words.of(words.toArray(new String[0])));
    }

    private boolean run(Words words) {
        List<Arguments> commands;
        try {
            commands = Parser.parse(FINDER, words);
        } catch (SyntaxException e) {
            session.report(e.getMessage(), null);
            return false;
        } catch (UnknownCommandException e) {
            session.report(e.getMessage() + Names.hint("", e.name(), Commands.names()), null);
            return false;
        }
        if (commands == null) {
            return false;
        }
        if (session.settings().uri() != null && !connected && needsConnection(commands)) {
            // A hypervisor that was asked for by name must be there before anything is done.
            try {
                session.connection();
                connected = true;
            } catch (Failure e) {
                session.report(e.getMessage(), e.getCause());
                return false;
            }
        }
        boolean ok = true;
        for (int i = 0; i < commands.size() && !session.ended(); i++) {
            ok = run(commands.get(i));
        }
        return ok;
    }

    private static boolean needsConnection(List<Arguments> commands) {
        for (Arguments command : commands) {
            if (command.command().needsConnection()) {
                return true;
            }
        }
        return false;
    }

    /** Runs a command, tells of its failure and ends its output as virsh does. */
    private boolean run(Arguments arguments) {
        long start = session.settings().timing() ? System.nanoTime() : 0;
        boolean structured = session.settings().format() != Format.TABLE;
        boolean ok = true;
        Invocation in = null;
        try {
            in = new Invocation(session, arguments);
            structured = in.structured();
            Command command = arguments.command();
            if (command.needsConnection()) {
                session.connection();
            }
            Commands.tableOf(command).run(command.name(), in);
        } catch (Failure e) {
            session.report(e.getMessage(), e.getCause());
            ok = false;
        } catch (JvirtException e) {
            session.report(in == null ? null : in.attempted(), e);
            ok = false;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            session.report(in == null ? null : in.attempted(), e);
            ok = false;
        }
        if (session.settings().timing()) {
            double millis = (System.nanoTime() - start) / 1e6;
            session.output().print("\n(Time: " + Decimal.fixed(millis, 3) + " ms)\n\n");
        } else if (!session.settings().quiet() && !structured) {
            session.output().print("\n");
        }
        return ok;
    }

    private static final Parser.Finder FINDER = new Parser.Finder() {
        @Override
        public @org.jspecify.annotations.Nullable Command find(String name) {
            return Commands.find(name);
        }
    };
}
