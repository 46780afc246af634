package io.jvirt.rpc.client;

import io.jvirt.api.ConnectionUri;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A daemon on another host, reached by {@code ssh}, which asks and warns on the user's terminal. On the other side a
 * helper of libvirt or netcat connects to the socket.
 */
final class SshTransport implements Transport {
    private final Process process;
    private final InputStream from;
    private final OutputStream to;

    private SshTransport(Process process) {
        this.process = process;
        this.from = process.getInputStream();
        this.to = process.getOutputStream();
    }

    static Transport start(ConnectionUri uri, boolean readOnly) {
        try {
            return new SshTransport(new ProcessBuilder(command(uri, readOnly))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new JvirtException(
                    ErrorCode.SYSTEM_ERROR, ErrorDomain.RPC, "cannot start ssh: " + e.getMessage(), e);
        }
    }

    /** {@return the command line, in the order in which libvirt's client gives it} */
    static List<String> command(ConnectionUri uri, boolean readOnly) {
        Map<String, String> parameters = uri.parameters();
        List<String> command = new ArrayList<>();
        command.add(parameters.getOrDefault("command", "ssh"));
        if (uri.port() >= 0) {
            command.add("-p");
            command.add(Integer.toString(uri.port()));
        }
        if (uri.user() != null) {
            command.add("-l");
            command.add(uri.user());
        }
        String key = parameters.get("keyfile");
        if (key != null) {
            command.add("-i");
            command.add(key);
        }
        if (isSet(parameters.get("no_tty"))) {
            command.add("-o");
            command.add("BatchMode=yes");
        }
        if (isSet(parameters.get("no_verify"))) {
            command.add("-o");
            command.add("StrictHostKeyChecking=no");
        }
        command.add("-T");
        command.add("-e");
        command.add("none");
        command.add("--");
        command.add(uri.host().isEmpty() ? "localhost" : uri.host());
        command.add("sh -c " + quoted(script(uri, readOnly)));
        return command;
    }

    /** {@return what the other host's shell runs} */
    private static String script(ConnectionUri uri, boolean readOnly) {
        Map<String, String> parameters = uri.parameters();
        String netcat = quoted(parameters.getOrDefault("netcat", "nc"));
        // Netcats differ: some end with their input only when told by -q, others do not know it.
        String connect = "if " + netcat + " -q 2>&1 | grep \"requires an argument\" >/dev/null 2>&1; then a=-q0; else a=; fi; "
                + "exec " + netcat + " $a -U ";
        String socket = parameters.get("socket");
        if (socket != null) {
            return connect + quoted(socket);
        }
        boolean session = uri.path().equals("/session");
        String ending = readOnly && !session ? "-ro" : "";
        String own = session
                ? "\"${XDG_RUNTIME_DIR:-$HOME/.cache/jvirt-run}\"/jvirt/jvirt-sock"
                : "/run/jvirt/jvirt-sock" + ending;
        String classic = session
                ? "\"${XDG_RUNTIME_DIR:-$HOME/.cache}\"/libvirt/libvirt-sock"
                : "/run/libvirt/libvirt-sock" + ending;
        String helper = "exec virt-ssh-helper " + (readOnly ? "-r " : "") + quoted(uri.driverUri());
        return switch (parameters.getOrDefault("proxy", "auto")) {
            case "native" -> helper;
            case "netcat" -> connect + classic;
            default -> "if test -S " + own + "; then s=" + own
                    + "; elif command -v virt-ssh-helper >/dev/null 2>&1; then " + helper + "; else s=" + classic
                    + "; fi; " + connect + "\"$s\"";
        };
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.equals("0");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = from.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
        if (count > 0) {
            target.position(target.position() + count);
        }
        return count;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        to.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
        to.flush();
        source.position(source.limit());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        to.close();
        from.close();
    }

    @Override
    public boolean secure() {
        return true;
    }
}
