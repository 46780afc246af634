package io.jvirt.model.xml;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The spellings of one {@link XmlEnum}, computed once. */
final class EnumTable {
    private static final ClassValue<EnumTable> TABLES = new ClassValue<>() {
        @Override
        protected EnumTable computeValue(Class<?> type) {
            return new EnumTable(type);
        }
    };

    private final String[] names;
    private final Map<String, Enum<?>> byName = new HashMap<>();

    private EnumTable(Class<?> type) {
        var constants = (Enum<?>[]) type.getEnumConstants();
        names = new String[constants.length];
        for (var constant : constants) {
            String name = nameOf(type, constant);
            names[constant.ordinal()] = name;
            byName.put(name, constant);
            for (String alias : aliasesOf(type, constant)) {
                byName.put(alias, constant);
            }
        }
    }

    static EnumTable of(Class<?> type) {
        // The class of a constant with a body is a subclass of its enum.
        return TABLES.get(type.isEnum() ? type : type.getSuperclass());
    }

    private static String[] aliasesOf(Class<?> type, Enum<?> constant) {
        var given = given(type, constant);
        return given == null ? new String[0] : given.aliases();
    }

    private static @Nullable XmlName given(Class<?> type, Enum<?> constant) {
        try {
            return type.getField(constant.name()).getAnnotation(XmlName.class);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static String nameOf(Class<?> type, Enum<?> constant) {
        var given = given(type, constant);
        return given != null ? given.value() : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String name(Enum<?> constant) {
        return names[constant.ordinal()];
    }

    @Nullable Enum<?> find(String name) {
        return byName.get(name);
    }

    List<String> names() {
        return List.of(names);
    }

    /** {@return what to tell someone who gave another value, as libvirt does: only yes/no and on/off are named} */
    String expectation() {
        return names.length == 2 && (byName.containsKey("yes") || byName.containsKey("on"))
                ? "Expected '" + names[0] + "' or '" + names[1] + "'"
                : "";
    }
}
