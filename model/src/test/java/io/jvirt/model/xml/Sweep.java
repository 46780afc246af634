package io.jvirt.model.xml;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every record that a document's definition leads to, so that rules can be checked for all of them. */
final class Sweep {
    private Sweep() {
    }

    static Set<Class<?>> records(Class<?> root) {
        var found = new LinkedHashSet<Class<?>>();
        var open = new ArrayDeque<Class<?>>(List.of(root));
        while (!open.isEmpty()) {
            var type = open.removeFirst();
            if (type.isSealed()) {
                open.addAll(ChoiceMapping.of(type).cases().values());
            } else if (type.isRecord() && type != RawElement.class && found.add(type)) {
                for (var property : RecordMapping.of(type).properties) {
                    if (property instanceof ChildProperty child && child.scalar == null || property instanceof InlineProperty) {
                        open.add(property.valueType());
                    } else if (property instanceof ElementsProperty elements) {
                        open.addAll(elements.types().values());
                    }
                }
            }
        }
        return found;
    }
}
