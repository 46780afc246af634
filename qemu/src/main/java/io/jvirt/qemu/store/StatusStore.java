package io.jvirt.qemu.store;

import io.jvirt.api.DomainState;
import io.jvirt.api.StateReason;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.host.process.ProcessIdentity;
import io.jvirt.qemu.store.RunStatus.Owner;
import io.jvirt.qemu.store.RunStatus.Work;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The status files of running guests. One is a {@code <domstatus>} around the live document, as libvirt's are: people
 * who look for a guest's state find it in the first line.
 */
public final class StatusStore {
    private static final String DOCUMENT_START = "<domain";
    private static final String END = "</domstatus>\n";

    private final Layout layout;

    /** The store in the layout's folders. */
    public StatusStore(Layout layout) {
        this.layout = layout;
    }

    /** A status file that cannot be understood, with the reason. */
    public record Broken(Path file, String problem) {}

    /** What there is. */
    public record Contents(List<RunStatus> runs, List<Broken> broken) {}

    /** Replaces a guest's status file. The page cache outlives this process, and nothing of a run outlives the host: so nothing is synced. */
    public void write(RunStatus status) {
        AtomicFile.replace(layout.status(status.name()), format(status).getBytes(StandardCharsets.UTF_8), 0600);
    }

    /** Removes a guest's status file: its run is over and all is cleaned. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(layout.status(name));
        } catch (IOException e) {
            throw new HostException("Cannot remove '" + layout.status(name) + "': " + e.getMessage(), e);
        }
    }

    /** {@return all status files, after removing half-written ones} */
    public Contents load() {
        AtomicFile.removeLeftovers(layout.run());
        List<RunStatus> runs = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        try (var files = Files.newDirectoryStream(layout.run(), "*.xml")) {
            for (Path file : files) {
                try {
                    runs.add(parse(Files.readString(file, StandardCharsets.UTF_8)));
                } catch (XMLStreamException | IllegalArgumentException e) {
                    broken.add(new Broken(file, String.valueOf(e.getMessage())));
                }
            }
        } catch (IOException e) {
            throw new HostException("Cannot list '" + layout.run() + "': " + e.getMessage(), e);
        }
        return new Contents(runs, broken);
    }

    static String format(RunStatus status) {
        StringBuilder out = new StringBuilder();
        out.append("<domstatus");
        attribute(out, "state", status.state().words());
        attribute(out, "reason", Integer.toString(status.reason().number()));
        attribute(out, "phase", status.phase().name().toLowerCase(Locale.ROOT));
        attribute(out, "id", Integer.toString(status.id()));
        attribute(out, "name", status.name());
        attribute(out, "uuid", status.uuid().toString());
        ProcessIdentity process = status.process();
        if (process != null) {
            attribute(out, "pid", Long.toString(process.pid()));
            attribute(out, "startticks", Long.toString(process.startTicks()));
        }
        attribute(out, "boot", status.boot());
        attribute(out, "folder", status.folder().toString());
        if (status.fakeReboot()) {
            attribute(out, "fakereboot", "yes");
        }
        out.append(">\n");
        for (int port : status.ports()) {
            out.append("  <port");
            attribute(out, "number", Integer.toString(port));
            out.append("/>\n");
        }
        StateReason stopping = status.stopping();
        if (stopping != null) {
            out.append("  <stopping");
            reason(out, stopping);
            out.append("/>\n");
        }
        Work work = status.work();
        if (work != null) {
            out.append("  <work");
            attribute(out, "operation", work.operation());
            attribute(out, "file", work.file().toString());
            attribute(out, "managed", Boolean.toString(work.managed()));
            attribute(out, "resume", Boolean.toString(work.resume()));
            attribute(out, "begun", Boolean.toString(work.begun()));
            reason(out, work.before());
            out.append("/>\n");
        }
        for (Owner owner : status.owners()) {
            out.append("  <owner");
            attribute(out, "file", owner.file().toString());
            attribute(out, "uid", Integer.toString(owner.uid()));
            attribute(out, "gid", Integer.toString(owner.gid()));
            out.append("/>\n");
        }
        return out.append(status.document().strip()).append('\n').append(END).toString();
    }

    private static void reason(StringBuilder out, StateReason reason) {
        attribute(out, "state", reason.state().words());
        attribute(out, "reason", Integer.toString(reason.number()));
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '"' -> out.append("&quot;");
                case '\n', '\t', '\r' -> out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
        out.append('"');
    }

    static RunStatus parse(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            continue;
        }
        if (!reader.getLocalName().equals("domstatus")) {
            throw new IllegalArgumentException("its root element is <" + reader.getLocalName() + ">, not <domstatus>");
        }
        StateReason reason = reason(reader);
        RunStatus.Phase phase = RunStatus.Phase.valueOf(required(reader, "phase").toUpperCase(Locale.ROOT));
        int id = Integer.parseInt(required(reader, "id"));
        String name = required(reader, "name");
        UUID uuid = UUID.fromString(required(reader, "uuid"));
        String boot = required(reader, "boot");
        Path folder = Path.of(required(reader, "folder"));
        String pid = reader.getAttributeValue(null, "pid");
        ProcessIdentity process = pid == null
                ? null
                : new ProcessIdentity(Long.parseLong(pid), Long.parseLong(required(reader, "startticks")));
        boolean fakeReboot = "yes".equals(reader.getAttributeValue(null, "fakereboot"));
        List<Integer> ports = new ArrayList<>();
        List<Owner> owners = new ArrayList<>();
        StateReason stopping = null;
        Work work = null;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (reader.getLocalName().equals("domain")) {
                break;
            }
            switch (reader.getLocalName()) {
                case "port" -> ports.add(Integer.parseInt(required(reader, "number")));
                case "stopping" -> stopping = reason(reader);
                case "work" ->
                    work = new Work(
                            required(reader, "operation"),
                            Path.of(required(reader, "file")),
                            Boolean.parseBoolean(required(reader, "managed")),
                            Boolean.parseBoolean(required(reader, "resume")),
                            reason(reader),
                            Boolean.parseBoolean(required(reader, "begun")));
                case "owner" ->
                    owners.add(new Owner(
                            Path.of(required(reader, "file")),
                            Integer.parseInt(required(reader, "uid")),
                            Integer.parseInt(required(reader, "gid"))));
                default -> throw new IllegalArgumentException("<" + reader.getLocalName() + "> is not known");
            }
        }
        // The header holds no "<domain" of its own: in attribute values "<" is written as an entity.
        int start = text.indexOf(DOCUMENT_START + " ");
        int end = text.lastIndexOf(END);
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("it holds no whole <domain>");
        }
        return new RunStatus(
                uuid, name, id, boot, phase, reason, folder, process, ports, stopping, fakeReboot, work, owners,
                text.substring(start, end));
    }

    private static StateReason reason(XMLStreamReader reader) {
        String words = required(reader, "state");
        for (DomainState state : DomainState.values()) {
            if (state.words().equals(words)) {
                return StateReason.of(state, Integer.parseInt(required(reader, "reason")));
            }
        }
        throw new IllegalArgumentException("'" + words + "' is no state");
    }

    private static String required(XMLStreamReader reader, String attribute) {
        @Nullable String value = reader.getAttributeValue(null, attribute);
        if (value == null) {
            throw new IllegalArgumentException("<" + reader.getLocalName() + "> lacks " + attribute);
        }
        return value;
    }
}
