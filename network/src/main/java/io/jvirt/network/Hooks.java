package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.process.HostCommand;
import io.jvirt.model.network.NetworkDescription;
import io.jvirt.model.network.NetworkPortDescription;
import io.jvirt.model.xml.FormatOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that an administrator has told to be run: {@code hooks/network}, and all of {@code hooks/network.d} by
 * name. Arguments and input are libvirt's: the network, what happens, begin or end, a dash; the documents.
 */
final class Hooks {
    private final Path folder;

    Hooks(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs the scripts.
     *
     * @throws JvirtException {@link ErrorCode#HOOK_SCRIPT_FAILED} when one does not want it to happen
     */
    void run(NetworkDescription network, String operation, String step, @Nullable NetworkPortDescription port) {
        var scripts = scripts();
        if (scripts.isEmpty()) {
            return;
        }
        String input = "<hookData>\n" + network.format(FormatOptions.LIVE.withDepth(1)) + (port == null ? "" : port.format()) + "</hookData>\n";
        for (Path script : scripts) {
            var result = new HostCommand(script).run(List.of(network.name(), operation, step, "-"), input);
            if (!result.ok()) {
                throw new JvirtException(ErrorCode.HOOK_SCRIPT_FAILED, ErrorDomain.HOOK, "'" + script + " " + network.name() + " " + operation
                        + " " + step + " -' ended with status " + result.status() + ": " + result.errors().strip());
            }
        }
    }

    /** As {@link #run}, for what has happened already: a script's wish comes too late and is only logged. */
    void tell(NetworkDescription network, String operation, String step, @Nullable NetworkPortDescription port) {
        try {
            run(network, operation, step, port);
        } catch (JvirtException e) {
            System.getLogger(Hooks.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        }
    }

    private List<Path> scripts() {
        var found = new ArrayList<Path>();
        Path single = folder.resolve("network");
        if (Files.isRegularFile(single) && Files.isExecutable(single)) {
            found.add(single);
        }
        Path many = folder.resolve("network.d");
        if (Files.isDirectory(many)) {
            try (var files = Files.list(many)) {
                files.filter(Files::isRegularFile).filter(Files::isExecutable).sorted().forEach(found::add);
            } catch (IOException e) {
                throw NetworkErrors.internal("Cannot list '" + many + "': " + e.getMessage());
            }
        }
        return found;
    }
}
