package io.jvirt.network.dnsmasq;

import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.process.HostCommand;
import io.jvirt.host.process.HostProcess;
import io.jvirt.host.process.ProcessIdentity;
import io.jvirt.host.process.Signal;
import io.jvirt.model.network.NetworkDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The dnsmasq process of one network. It goes on when we end; its note of its process number is believed only when that
 * process has been started with this network's configuration.
 */
public final class Dnsmasq {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int READABLE = 0644;

    private final DnsmasqFiles files;
    private final Path pidFile;

    public Dnsmasq(DnsmasqFiles files, Path pidFile) {
        this.files = files;
        this.pidFile = pidFile;
    }

    /**
     * Starts it, when the network has anything to serve. On return it answers.
     *
     * @throws HostException with dnsmasq's own words when it does not want to
     */
    public void start(NetworkDescription network) {
        if (!DnsmasqConfiguration.isNeeded(network)) {
            return;
        }
        writeFiles(network);
        write(files.configuration(), DnsmasqConfiguration.of(network, files, pidFile));
        // It becomes a daemon once it is ready, or says why not.
        HostCommand.named("dnsmasq").output(List.of("--conf-file=" + files.configuration(), "--dhcp-leasefile=" + files.leases()));
    }

    private void writeFiles(NetworkDescription network) {
        write(files.hosts(), DnsmasqConfiguration.hosts(network));
        write(files.names(), DnsmasqConfiguration.names(network));
    }

    private static void write(Path file, String text) {
        AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8), READABLE);
    }

    /** Makes it follow a change of the network: by reading the small files again where that is enough, else by a new start. */
    public void update(NetworkDescription network) {
        var process = process();
        boolean sameConfiguration = DnsmasqConfiguration.isNeeded(network)
                && DnsmasqConfiguration.of(network, files, pidFile).equals(read(files.configuration()));
        if (process.isPresent() && sameConfiguration) {
            writeFiles(network);
            process.get().signal(Signal.HUP);
        } else {
            stop();
            start(network);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** {@return the process, empty when it does not run} */
    public Optional<HostProcess> process() {
        String text = read(pidFile).strip();
        if (text.isEmpty() || !text.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(text);
        String arguments = read(Path.of("/proc", Long.toString(pid), "cmdline"));
        if (!arguments.contains("--conf-file=" + files.configuration() + "\0")) {
            return Optional.empty();
        }
        return ProcessIdentity.of(pid).flatMap(HostProcess::find);
    }

    /** Starts it again when it does not run but should. */
    public void ensure(NetworkDescription network) {
        if (process().isEmpty()) {
            start(network);
        }
    }

    /** Ends it; one that does not run is fine. */
    public void stop() {
        var process = process();
        if (process.isPresent()) {
            try {
                process.get().terminate(GRACE, PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HostException("Interrupted while dnsmasq of network '" + files.network() + "' ended", e);
            }
        }
        for (Path file : List.of(pidFile, files.configuration(), files.hosts(), files.names())) {
            if (Files.exists(file)) {
                AtomicFile.delete(file);
            }
        }
    }
}
