package io.jvirt.filter.command;

import io.jvirt.model.filter.FieldValue;
import io.jvirt.model.filter.RuleMatch;
import io.jvirt.model.filter.VariableReference;
import java.util.Map;
import java.util.Optional;

/**
 * A rule's values in one combination of variables, in the words of the older packet filters.
 *
 * @param match the comparisons
 * @param variables the variables' values
 */
public record Values(RuleMatch match, Map<VariableReference, String> variables) {
    /**
     * A value and its sign.
     *
     * @param text the value
     * @param negated whether anything else is meant
     */
    public record Signed(String text, boolean negated) {
    }

    /** {@return a field's value} */
    public Optional<Signed> of(String field) {
        return match.item(field).map(item -> new Signed(text(item.value(), false), item.negated()));
    }

    /** {@return a field's value, a number in hexadecimal} */
    public Optional<Signed> inHex(String field) {
        return match.item(field).map(item -> new Signed(text(item.value(), true), item.negated()));
    }

    /** {@return a field's value without its sign} */
    public Optional<String> plain(String field) {
        return of(field).map(Signed::text);
    }

    /** {@return two fields' values with a separator between, or the first alone} */
    public Optional<Signed> pair(String field, String separator, String second) {
        return of(field).map(first -> new Signed(first.text() + plain(second).map(text -> separator + text).orElse(""), first.negated()));
    }

    /** {@return whether the rule compares a field} */
    public boolean has(String field) {
        return match.items().containsKey(field);
    }

    private String text(FieldValue value, boolean hex) {
        return switch (value) {
            case FieldValue.Variable variable -> variables.getOrDefault(variable.reference(), "");
            case FieldValue.Number number -> hex ? number.inHex() : Long.toString(number.value());
            case FieldValue.Mac mac -> mac.toString();
            case FieldValue.Address address -> address.toString();
            case FieldValue.Mask mask -> mask.toString();
            case FieldValue.Flag flag -> flag.toString();
            case FieldValue.Words words -> words.text();
            case FieldValue.States states -> states.states().isEmpty() ? "" : states.toString();
            case FieldValue.TcpFlags flags -> flags.toString();
            case FieldValue.SetDirections directions -> directions.toString();
        };
    }
}
