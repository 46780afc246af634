package io.jvirt.model.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable in a rule: {@code $A} and {@code $A[@2]} make a rule for each value, those with the same iterator in step;
 * {@code $A[2]} is one value.
 *
 * @param name the variable
 * @param iterator the iterator's number, -1 when one value is meant
 * @param index the value's number from 0, -1 when an iterator is meant
 */
public record VariableReference(String name, int iterator, int index) {
    private static final Pattern FORM = Pattern.compile("\\$ *([a-zA-Z0-9_]+)(?:\\[ *(@?)([0-9]{1,9}) *\\])? *");
    private static final int MOST_ITERATORS = 1000;

    /**
     * {@return the reference in a document}
     *
     * @throws IllegalArgumentException when it has another form
     */
    public static VariableReference parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("Malformatted variable '" + text + "', expected one as $IP, $IP[@1] or $IP[2]");
        }
        if (form.group(3) == null) {
            return new VariableReference(form.group(1), 0, -1);
        }
        int number = Integer.parseInt(form.group(3));
        if (form.group(2).isEmpty()) {
            return new VariableReference(form.group(1), -1, number);
        }
        if (number > MOST_ITERATORS) {
            throw new IllegalArgumentException("Iterator ID exceeds maximum ID of " + MOST_ITERATORS);
        }
        return new VariableReference(form.group(1), number, -1);
    }

    /** {@return the reference as documents have it} */
    @Override
    public String toString() {
        return "$" + name + (index >= 0 ? "[" + index + "]" : iterator == 0 ? "" : "[@" + iterator + "]");
    }
}
