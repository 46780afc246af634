package io.jvirt.filter.command;

import io.jvirt.filter.FilterException;
import io.jvirt.model.filter.VariableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that a rule's variables take one after the other: a rule is put in force once for each combination.
 *
 * <p>Variables with the same iterator go in step and therefore have lists of the same length; different iterators make
 * every combination, the first running fastest. What an iterator had before is left out.
 */
public final class VariableCombinations {
    private final Map<String, List<String>> values;
    private final List<Iterator> iterators = new ArrayList<>();

    /** Variables that go in step. */
    private static final class Iterator {
        private final int number;
        private final List<String> names = new ArrayList<>();
        private int first;
        private int last;
        private int at;

        Iterator(int number) {
            this.number = number;
        }
    }

    private VariableCombinations(List<VariableReference> references, Map<String, List<String>> values) {
        this.values = values;
        for (var reference : references) {
            var list = values.get(reference.name());
            if (list == null) {
                throw new FilterException("Could not find value for variable '" + reference.name() + "'");
            }
            add(reference, list);
        }
    }

    private void add(VariableReference reference, List<String> list) {
        boolean single = reference.index() >= 0;
        if (single && reference.index() >= list.size()) {
            throw new FilterException("Variable '" + reference.name() + "' has " + list.size() + " values, so there is no " + reference);
        }
        var iterator = iterators.stream().filter(known -> !single && known.number == reference.iterator()).findFirst().orElse(null);
        int last = single ? reference.index() : list.size() - 1;
        if (iterator == null) {
            iterator = new Iterator(single ? -1 : reference.iterator());
            iterator.first = single ? reference.index() : 0;
            iterator.at = iterator.first;
            iterator.last = last;
            iterators.add(iterator);
        } else if (iterator.last != last) {
            throw new FilterException("Cardinality of list items must be the same for processing them in parallel: '" + reference.name()
                    + "' has " + list.size() + ", '" + iterator.names.getFirst() + "' " + (iterator.last + 1));
        }
        iterator.names.add(reference.name());
    }

    /**
     * {@return each combination's values; one without values when there are no variables}
     *
     * @throws FilterException when a variable has no value, or lists that go in step have different lengths
     */
    public static List<Map<VariableReference, String>> of(List<VariableReference> references, Map<String, List<String>> values) {
        var combinations = new VariableCombinations(references, values);
        // The default iterator comes first, whichever variable is named first.
        combinations.iterators.sort((a, b) -> Boolean.compare(a.number != 0, b.number != 0));
        var all = new ArrayList<Map<VariableReference, String>>();
        do {
            all.add(combinations.current(references));
        } while (combinations.next());
        return all;
    }

    private Map<VariableReference, String> current(List<VariableReference> references) {
        var current = new HashMap<VariableReference, String>();
        for (var reference : references) {
            int at = reference.index();
            for (var iterator : iterators) {
                if (at < 0 && iterator.number == reference.iterator()) {
                    at = iterator.at;
                }
            }
            current.put(reference, value(reference.name(), at));
        }
        return current;
    }

    private String value(String name, int at) {
        return values.getOrDefault(name, List.of()).get(at);
    }

    private boolean next() {
        for (var iterator : iterators) {
            do {
                iterator.at++;
            } while (iterator.at <= iterator.last && seen(iterator));
            if (iterator.at <= iterator.last) {
                return true;
            }
            iterator.at = iterator.first;
        }
        return false;
    }

    private boolean seen(Iterator iterator) {
        for (int earlier = iterator.first; earlier < iterator.at; earlier++) {
            int index = earlier;
            if (iterator.names.stream().allMatch(name -> value(name, index).equals(value(name, iterator.at)))) {
                return true;
            }
        }
        return false;
    }
}
