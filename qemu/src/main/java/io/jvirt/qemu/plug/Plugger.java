package io.jvirt.qemu.plug;

import io.jvirt.host.Descriptor;
import io.jvirt.host.Undo;
import io.jvirt.qemu.command.OptionValue;
import io.jvirt.qemu.command.PlugStep;
import io.jvirt.qemu.qmp.QmpClient;
import io.jvirt.qemu.qmp.QmpException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gives a running QEMU what options of its command line would have made, and takes it away again. */
public final class Plugger {
    private static final Pattern DESCRIPTOR_LIST = Pattern.compile("\\d+(:\\d+)*");

    private final QmpClient monitor;

    /** For one QEMU. */
    public Plugger(QmpClient monitor) {
        this.monitor = monitor;
    }

    /**
     * Makes all of it, or nothing.
     *
     * @param descriptors descriptors that network back ends name by these numbers
     * @throws QmpException when QEMU refuses one; what was made before is removed
     */
    public void add(List<PlugStep> steps, Map<Integer, Descriptor> descriptors) {
        try (Undo undo = new Undo()) {
            for (PlugStep step : steps) {
                add(step, descriptors);
                undo.add(step.kind() + " " + step.id(), () -> remove(step));
            }
            undo.commit();
        }
    }

    private void add(PlugStep step, Map<Integer, Descriptor> descriptors) {
        switch (step.kind()) {
            case OBJECT -> monitor.execute("object-add", arguments(step));
            case BLOCKDEV -> monitor.execute("blockdev-add", arguments(step));
            case CHARDEV -> addCharacterDevice(step.value().text());
            case NETDEV -> monitor.execute("netdev_add", withNames(step, arguments(step), descriptors));
            case DEVICE -> monitor.execute("device_add", arguments(step));
        }
    }

    private static Map<String, JsonNode> arguments(PlugStep step) {
        if (!(step.value() instanceof OptionValue.Json json)) {
            throw new QmpException.Refused(step.kind().toString(), "GenericError", "this QEMU is too old to be given '" + step.id() + "' while it runs");
        }
        Map<String, JsonNode> arguments = new LinkedHashMap<>();
        json.object().properties().forEach(member -> arguments.put(member.getKey(), member.getValue()));
        return arguments;
    }

    /** The human monitor takes the command line's own notation, which only it reads. */
    private void addCharacterDevice(String option) {
        String quoted = "\"" + option.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        String complaint = monitor.human("chardev-add " + quoted).strip();
        if (complaint.startsWith("Error")) {
            throw new QmpException.Refused("chardev-add", "GenericError", complaint);
        }
    }

    /** Hands descriptors over: a number of ours means nothing in QEMU, so each gets a name there. */
    private Map<String, JsonNode> withNames(
            PlugStep step, Map<String, JsonNode> arguments, Map<Integer, Descriptor> descriptors) {
        Map<String, JsonNode> named = new LinkedHashMap<>(arguments);
        for (String member : List.of("fd", "fds", "vhostfd", "vhostfds")) {
            JsonNode numbers = arguments.get(member);
            if (numbers == null || !DESCRIPTOR_LIST.matcher(numbers.asString("")).matches()) {
                continue;
            }
            StringBuilder names = new StringBuilder();
            for (String number : numbers.asString("").split(":", -1)) {
                Descriptor descriptor = descriptors.get(Integer.valueOf(number));
                if (descriptor == null) {
                    throw new IllegalStateException("No descriptor has number " + number);
                }
                String name = "fd-" + step.id() + "-" + number;
                monitor.execute("getfd", Map.of("fdname", name), List.of(descriptor));
                names.append(names.isEmpty() ? "" : ":").append(name);
            }
            named.put(member, JsonNodeFactory.instance.stringNode(names.toString()));
        }
        return named;
    }

    /** Removes what stood behind a device that is gone. What QEMU no longer has, it need not remove. */
    public void removeBackends(List<PlugStep> steps) {
        for (PlugStep step : steps.reversed()) {
            if (step.kind() != PlugStep.Kind.DEVICE) {
                try {
                    remove(step);
                } catch (QmpException.Refused e) {
                    System.getLogger(Plugger.class.getName()).log(System.Logger.Level.DEBUG, "{0} stays: {1}", step, e.getMessage());
                }
            }
        }
    }

    private void remove(PlugStep step) {
        switch (step.kind()) {
            case OBJECT -> monitor.execute("object-del", Map.of("id", step.id()));
            case BLOCKDEV -> monitor.execute("blockdev-del", Map.of("node-name", step.id()));
            case CHARDEV -> monitor.execute("chardev-remove", Map.of("id", step.id()));
            case NETDEV -> monitor.execute("netdev_del", Map.of("id", step.id()));
            case DEVICE -> monitor.execute("device_del", Map.of("id", step.id()));
        }
    }
}
