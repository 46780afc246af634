package io.jvirt.model.xml;

import java.util.HashMap;
import java.util.Map;

/** The records of a sealed interface, told apart by an attribute. */
final class ChoiceMapping implements TypeMapping {
    private static final ClassValue<ChoiceMapping> MAPPINGS = new ClassValue<>() {
        @Override
        protected ChoiceMapping computeValue(Class<?> type) {
            return new ChoiceMapping(type);
        }
    };

    final String attribute;
    final String defaultCase;
    private final boolean omitDefault;
    private final Class<?> type;
    private final Words words;
    private final Map<String, Class<?>> byValue = new java.util.LinkedHashMap<>();
    private final Map<Class<?>, String> byClass = new HashMap<>();

    private ChoiceMapping(Class<?> type) {
        this.type = type;
        var choice = type.getAnnotation(Choice.class);
        if (choice == null || !type.isSealed()) {
            throw new IllegalArgumentException(type + " is neither a record nor a sealed interface with @Choice");
        }
        attribute = choice.value();
        words = new Words(type.getAnnotation(Refusal.class));
        defaultCase = choice.def();
        omitDefault = choice.omitDefault();
        for (var permitted : type.getPermittedSubclasses()) {
            var values = permitted.getAnnotation(Case.class);
            if (values == null) {
                throw new IllegalArgumentException(permitted + " lacks @Case");
            }
            for (String value : values.value()) {
                byValue.put(value, permitted);
            }
            byClass.put(permitted, values.value()[0]);
        }
    }

    static ChoiceMapping of(Class<?> type) {
        return MAPPINGS.get(type);
    }

    /** {@return the records by the attribute's value} */
    Map<String, Class<?>> cases() {
        return java.util.Collections.unmodifiableMap(byValue);
    }

    @Override
    public Object read(XmlNode node, ParseOptions options) {
        String value = node.attribute(attribute);
        if (value == null) {
            if (defaultCase.isEmpty()) {
                throw words.missing(node, attribute, "Missing required attribute '" + attribute + "' in element '" + node.name + "'");
            }
            value = defaultCase;
        }
        var found = byValue.get(value);
        if (found == null) {
            throw words.invalid(node, attribute, value, "");
        }
        return RecordMapping.of(found).read(node, options);
    }

    @Override
    public boolean present(XmlNode node) {
        String value = node.attribute(attribute);
        if (value != null) {
            return true;
        }
        var byDefault = byValue.get(defaultCase);
        return byDefault != null && RecordMapping.of(byDefault).present(node);
    }

    @Override
    public void writeAttributes(XmlWriter out, Object value) {
        var mapping = RecordMapping.of(value.getClass());
        String name = byClass.get(value.getClass());
        if (name == null) {
            throw new IllegalArgumentException(value.getClass() + " is none of " + type);
        }
        if (!mapping.hasAttribute(attribute) && !(omitDefault && name.equals(defaultCase))) {
            out.attribute(attribute, name, false);
        }
        mapping.writeAttributes(out, value);
    }

    @Override
    public void writeContent(XmlWriter out, Object value) {
        RecordMapping.of(value.getClass()).writeContent(out, value);
    }

    @Override
    public Object blank() {
        var byDefault = byValue.get(defaultCase);
        if (byDefault == null) {
            throw new IllegalArgumentException(type + " has no default case");
        }
        return RecordMapping.of(byDefault).blank();
    }
}
