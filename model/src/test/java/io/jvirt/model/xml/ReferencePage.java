package io.jvirt.model.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the reference page of a document out of its definition. */
final class ReferencePage {
    private final Map<Class<?>, String> titles = new LinkedHashMap<>();

    private ReferencePage() {
    }

    static String of(Class<?> root, String title, String introduction) {
        var page = new ReferencePage();
        page.visit(root, TypeMapping.elementName(root));
        var text = new StringBuilder("# ").append(title).append("\n\n").append(introduction).append('\n');
        page.titles.forEach((type, name) -> page.section(text, type, name));
        return text.toString();
    }

    /** Collects the records in the order of the document, each with the path that leads to it first. */
    private void visit(Class<?> type, String path) {
        if (type.isSealed()) {
            var choice = ChoiceMapping.of(type);
            choice.cases().forEach((value, record) -> visit(record, path + "[@" + choice.attribute + "='" + value + "']"));
            return;
        }
        if (titles.putIfAbsent(type, path) != null) {
            return;
        }
        for (var property : RecordMapping.of(type).properties) {
            if (property instanceof ChildProperty child && child.scalar == null && isDescribed(child.valueType())) {
                visit(child.valueType(), path + "/" + String.join("/", child.path) + (child.path.length > 0 ? "/" : "") + child.name);
            } else if (property instanceof ElementsProperty elements) {
                elements.types().forEach((name, record) -> visit(record, path + "/" + name));
            } else if (property instanceof InlineProperty inline) {
                visit(inline.valueType(), path + (inline.path.length > 0 ? "/" + String.join("/", inline.path) : ""));
            }
        }
    }

    private static boolean isDescribed(Class<?> type) {
        return type.isSealed() || type.isRecord() && type != RawElement.class;
    }

    private void section(StringBuilder out, Class<?> type, String path) {
        out.append("\n## ").append(path).append("\n\n<a id=\"").append(anchor(type)).append("\"></a>");
        var doc = type.getAnnotation(Doc.class);
        out.append(doc == null ? "" : doc.value() + " ").append('(').append(recordName(type)).append(")\n");
        var rows = new ArrayList<String>();
        for (var property : RecordMapping.of(type).properties) {
            rows.add(row(property));
        }
        if (!rows.isEmpty()) {
            out.append("\n| Part | Value | Given | Meaning |\n| --- | --- | --- | --- |\n");
            rows.forEach(row -> out.append(row).append('\n'));
        }
    }

    private String row(Property property) {
        String path = String.join("/", property.path) + (property.path.length > 0 ? "/" : "");
        var cells = switch (property) {
            case AttributeProperty attribute -> List.of(
                    "`" + path + (attribute.repeated == null ? "" : attribute.repeated + "/") + "@" + attribute.name + "`",
                    attribute.scalar.describe(), given(property, attribute.defaultValue == null ? null : attribute.scalar.format(attribute.defaultValue)));
            case TextProperty text -> List.of("text", text.scalar.describe(), given(property, null));
            case ChildProperty child -> List.of("`<" + path + child.name + ">`", child.scalar != null ? child.scalar.describe() : link(child.valueType()),
                    child.valueType() == boolean.class || child.blank ? "optional" : given(property, null));
            case InlineProperty inline -> List.of(path.isEmpty() ? "and" : "`<" + path.substring(0, path.length() - 1) + ">`", link(inline.valueType()), "");
            case ForeignProperty foreign -> List.of("elements of other namespaces", "kept as they are", "");
            case ElementsProperty elements -> List.of("`<" + String.join(">`, `<", elements.types().keySet()) + ">`",
                    String.join(", ", elements.types().values().stream().map(this::link).toList()), "any number, in order");
            case CustomProperty custom -> List.of(custom.codec.describe(), "", given(property, null));
        };
        return "| " + String.join(" | ", cells).replace("|  |", "| |") + " | " + meaning(property) + " |";
    }

    private static String given(Property property, @Nullable String defaultValue) {
        String given = property.list ? "any number" : defaultValue != null ? "default `" + defaultValue + "`" : property.nullable ? "optional" : "required";
        return given + (property.live ? ", running guests" : "") + (property.secret ? ", secret" : "");
    }

    private static String meaning(Property property) {
        var doc = property.component.getAnnotation(Doc.class);
        if (doc == null && property instanceof ChildProperty child && child.scalar == null) {
            doc = child.valueType().getAnnotation(Doc.class);
        }
        return doc == null ? "" : doc.value();
    }

    private String link(Class<?> type) {
        if (type == boolean.class) {
            return "empty element";
        }
        if (type == RawElement.class) {
            return "kept as it is";
        }
        if (!type.isSealed()) {
            return "[" + recordName(type) + "](#" + anchor(type) + ")";
        }
        var choice = ChoiceMapping.of(type);
        var links = new ArrayList<String>();
        choice.cases().forEach((value, record) -> links.add("[" + value + "](#" + anchor(record) + ")"));
        return "by `@" + choice.attribute + "`" + (choice.defaultCase.isEmpty() ? "" : " (default `" + choice.defaultCase + "`)") + ": " + String.join(", ", links);
    }

    private static String recordName(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String anchor(Class<?> type) {
        return recordName(type).toLowerCase(Locale.ROOT).replace('.', '-');
    }
}
