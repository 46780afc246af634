package io.jvirt.qemu.command;

import io.jvirt.model.domain.QemuNamespace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects a command line. Devices pass through the document's overrides here. */
final class Arguments {
    private final List<Argument> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<QemuNamespace.DeviceOverride> overrides;
    private final boolean netdevJson;
    private final boolean deviceJson;

    /**
     * An empty collection.
     *
     * @param overrides properties that the document sets by hand
     * @param netdevJson whether QEMU takes JSON for network back ends
     * @param deviceJson whether QEMU takes JSON for devices and can unplug them nevertheless
     */
    Arguments(List<QemuNamespace.DeviceOverride> overrides, boolean netdevJson, boolean deviceJson) {
        this.overrides = overrides;
        this.netdevJson = netdevJson;
        this.deviceJson = deviceJson;
    }

    void add(String option) {
        arguments.add(new Argument.Option(option, new OptionValue.None()));
    }

    void add(String option, String value) {
        arguments.add(new Argument.Option(option, new OptionValue.Plain(value)));
    }

    void add(String option, KeyValues values) {
        arguments.add(new Argument.Option(option, new OptionValue.Pairs(values)));
    }

    void add(String option, Props props) {
        arguments.add(new Argument.Option(option, new OptionValue.Json(props.json())));
    }

    void object(Props props) {
        add("object", props);
    }

    void blockdev(Props props) {
        add("blockdev", props);
    }

    void device(Props props) {
        String id = props.json().path("id").asString("");
        for (QemuNamespace.DeviceOverride override : overrides) {
            if (override.alias().equals(id)) {
                override.frontend().forEach(property -> apply(property, props));
            }
        }
        add("device", "driver", deviceJson, props);
    }

    private static void apply(QemuNamespace.Property property, Props props) {
        String value = property.value() == null ? "" : property.value();
        switch (property.type()) {
            case STRING -> props.text(property.name(), value);
            case SIGNED, UNSIGNED -> props.number(property.name(), new BigInteger(value));
            case BOOL -> props.flag(property.name(), Boolean.parseBoolean(value));
            case REMOVE -> props.json().remove(property.name());
        }
    }

    /** Adds a network back end. Older QEMUs take flat key-value pairs only. */
    void netdev(Props props) {
        add("netdev", "type", netdevJson, props);
    }

    /** Adds an option as JSON, or flat with the value of its leading member first. */
    private void add(String option, String leading, boolean json, Props props) {
        if (json) {
            add(option, props);
            return;
        }
        KeyValues values = KeyValues.of(props.json().path(leading).asString());
        props.json().properties().stream().filter(e -> !e.getKey().equals(leading))
                .forEach(e -> FlatJson.add(values, e.getKey(), e.getValue()));
        add(option, values);
    }

    void verbatim(String word) {
        arguments.add(new Argument.Verbatim(word));
    }

    void environment(String name, @Nullable String value) {
        environment.put(name, value == null ? "" : value);
    }

    CommandLine build(String emulator) {
        return new CommandLine(emulator, environment, arguments);
    }
}
