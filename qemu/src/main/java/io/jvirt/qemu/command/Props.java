package io.jvirt.qemu.command;

import io.jvirt.model.IdSet;
import io.jvirt.model.OnOff;
import io.jvirt.model.YesNo;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Properties of a device, object, block or network node in QEMU's types. What has no value is left out. */
final class Props {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private Props() {
    }

    static Props of() {
        return new Props();
    }

    /** {@return the properties of a device} */
    static Props device(String driver) {
        return new Props().text("driver", driver);
    }

    /** {@return the properties of a QOM object} */
    static Props object(String type, String id) {
        return new Props().text("qom-type", type).text("id", id);
    }

    Props text(String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
        return this;
    }

    Props number(String name, @Nullable Number value) {
        switch (value) {
            case null -> { }
            case BigInteger big -> json.put(name, big);
            default -> json.put(name, value.longValue());
        }
        return this;
    }

    /** Adds the number unless it is absent or zero. */
    Props positive(String name, @Nullable Number value) {
        return value == null || value.longValue() == 0 ? this : number(name, value);
    }

    Props flag(String name, @Nullable OnOff value) {
        return value == null ? this : flag(name, value == OnOff.ON);
    }

    Props flag(String name, @Nullable YesNo value) {
        return value == null ? this : flag(name, value == YesNo.YES);
    }

    Props flag(String name, boolean value) {
        json.put(name, value);
        return this;
    }

    /** Adds the flag only when it is set. */
    Props when(String name, boolean value) {
        return value ? flag(name, true) : this;
    }

    /** Adds {@code "on"} or {@code "off"} for properties of QEMU's type OnOffAuto. */
    Props word(String name, @Nullable OnOff value) {
        return text(name, value == null ? null : value.xml());
    }

    Props nested(String name, @Nullable Props value) {
        if (value != null) {
            json.set(name, value.json);
        }
        return this;
    }

    /** Adds an explicit null, which for some members is not the same as leaving them out. */
    Props none(String name) {
        json.putNull(name);
        return this;
    }

    Props list(String name, List<Props> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(value -> array.add(value.json));
        return this;
    }

    Props numbers(String name, @Nullable IdSet values) {
        return values == null ? this : numbers(name, values.toArray());
    }

    Props numbers(String name, int... values) {
        ArrayNode array = json.putArray(name);
        for (int value : values) {
            array.add(value);
        }
        return this;
    }

    Props all(Props others) {
        json.setAll(others.json);
        return this;
    }

    boolean isEmpty() {
        return json.isEmpty();
    }

    boolean isTrue(String name) {
        return json.path(name).asBoolean(false);
    }

    ObjectNode json() {
        return json;
    }
}
