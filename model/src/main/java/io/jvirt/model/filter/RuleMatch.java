package io.jvirt.model.filter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which packets a rule is for: those of a protocol whose fields compare.
 *
 * @param protocol the protocol
 * @param items what is compared, by the attribute's name in documents, in the order of the output
 */
public record RuleMatch(Protocol protocol, Map<String, Item> items) {
    /**
     * A comparison.
     *
     * @param value what the field is compared with
     * @param negated whether packets that differ match
     */
    public record Item(FieldValue value, boolean negated) {
    }

    /**
     * A mask is negated with its address and the end of a range with its beginning; looking up in an address set is by the
     * sender unless said otherwise.
     */
    public RuleMatch {
        var ordered = new LinkedHashMap<String, Item>();
        for (var field : protocol.fields()) {
            var item = items.get(field.name());
            if (item != null) {
                var principal = items.get(field.principal());
                boolean negated = field.principal().isEmpty() ? item.negated() : principal != null && principal.negated();
                ordered.put(field.name(), new Item(item.value(), negated));
            }
        }
        if (ordered.containsKey("ipset") && protocol != Protocol.ALL && protocol != Protocol.ALL_IPV6) {
            ordered.putIfAbsent("ipsetflags", new Item(new FieldValue.SetDirections(List.of(true)), false));
        }
        items = Collections.unmodifiableMap(ordered);
    }

    /** {@return what a field is compared with} */
    public Optional<Item> item(String field) {
        return Optional.ofNullable(items.get(field));
    }

    /** {@return the variables in the order of their fields, each once} */
    public List<VariableReference> variables() {
        return items.values().stream().map(Item::value).filter(FieldValue.Variable.class::isInstance)
                .map(value -> ((FieldValue.Variable) value).reference()).distinct().toList();
    }
}
