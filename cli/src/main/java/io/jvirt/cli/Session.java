package io.jvirt.cli;

import io.jvirt.api.ConnectFlag;
import io.jvirt.api.Connection;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import org.jspecify.annotations.Nullable;

/** One run of jvirt: its settings, its streams and its connection, which is opened when a command first needs it. */
public final class Session implements AutoCloseable {
    private final Settings settings;
    private final Output output;
    private @Nullable String uri;
    private boolean readOnly;
    private @Nullable Connection connection;
    private boolean interactive;
    private String folder = System.getProperty("user.dir", "/");
    private boolean ended;

    /** A session with nothing opened yet. */
    public Session(Settings settings, Output output) {
        this.settings = settings;
        this.output = output;
        this.uri = settings.uri();
        this.readOnly = settings.readOnly();
    }

    /** {@return what the person asked for} */
    public Settings settings() {
        return settings;
    }

    /** {@return where everything is written} */
    public Output output() {
        return output;
    }

    /** {@return whether commands are typed, one after the other} */
    public boolean interactive() {
        return interactive;
    }

    /** Says whether commands are typed. */
    public void setInteractive(boolean interactive) {
        this.interactive = interactive;
    }

    /** {@return the folder of relative file names} */
    public String folder() {
        return folder;
    }

    /** Changes the folder of relative file names. */
    public void setFolder(String folder) {
        this.folder = folder;
    }

    /** {@return whether the connection is only for asking} */
    public boolean readOnly() {
        return readOnly;
    }

    /** {@return whether {@code quit} was typed} */
    public boolean ended() {
        return ended;
    }

    /** Takes no further commands. */
    public void end() {
        ended = true;
    }

    /**
     * {@return the connection, opened now if it was not yet}
     *
     * @throws Failure when it cannot be opened
     */
    public Connection connection() {
        Connection present = connection;
        if (present != null && present.alive()) {
            return present;
        }
        boolean again = present != null;
        close();
        Connection opened = open(again ? "Failed to reconnect to the hypervisor" : "failed to connect to the hypervisor");
        if (again) {
            output.error("error: Reconnected to the hypervisor\n");
        }
        connection = opened;
        return opened;
    }

    private Connection open(String failure) {
        String wanted = uri == null ? DefaultUri.find() : uri;
        try {
            return readOnly ? Jvirt.connect(wanted, ConnectFlag.READ_ONLY) : Jvirt.connect(wanted);
        } catch (JvirtException e) {
            throw new Failure(failure, e);
        }
    }

    /** Uses a connection that is open already. */
    public void use(Connection opened) {
        close();
        connection = opened;
    }

    /** Closes the present connection and opens another, to the same URI for null. */
    public void connect(@Nullable String newUri, boolean newReadOnly) {
        close();
        uri = newUri == null ? uri : newUri;
        readOnly = newReadOnly;
        connection = open("failed to connect to the hypervisor");
    }

    /** Tells of a failure: first what failed, then the cause. */
    public void report(@Nullable String message, @Nullable Throwable cause) {
        String text = "";
        if (message != null) {
            text = "error: " + message + "\n";
        }
        if (cause != null) {
            String why = cause.getMessage();
            text += "error: " + (why == null ? cause.toString() : why) + "\n";
        }
        output.error(text);
        log(text);
    }

    /** Tells what happens within, at {@code -d} levels 0 (most) to 4 (errors only). */
    public void debug(int level, String text) {
        if (level >= settings.debug()) {
            output.print(text);
            log(text);
        }
    }

    private void log(String text) {
        String file = settings.logFile();
        if (file != null && !text.isEmpty()) {
            LogFile.append(file, text);
        }
    }

    @Override
    public void close() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            present.close();
        }
    }
}
