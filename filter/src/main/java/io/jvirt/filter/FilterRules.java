package io.jvirt.filter;

import io.jvirt.filter.command.InterfaceRule;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterChain;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.model.filter.FilterReference;
import io.jvirt.model.filter.FilterRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All rules of a filter and of those that belong to it.
 *
 * @param rules the rules with the values of their variables; what a reference from outside gives wins over one from inside
 * @param placed the chains' places among the root's rules
 */
record FilterRules(List<InterfaceRule> rules, Map<FilterChain, Integer> placed) {
    /** The variable of the guest's hardware address. */
    static final String MAC = "MAC";

    /**
     * {@return the rules that a binding puts in force}
     *
     * @throws FilterException when a filter is missing, or refers to itself
     */
    static FilterRules of(FilterBindingDescription binding, Map<String, FilterDescription> filters) {
        var collected = new FilterRules(new ArrayList<>(), new LinkedHashMap<>());
        var variables = new LinkedHashMap<>(binding.filterref().variables());
        variables.putIfAbsent(MAC, List.of(binding.mac().toString()));
        collected.add(binding.filterref().filter(), variables, filters, new HashSet<>());
        return collected;
    }

    private void add(String name, Map<String, List<String>> variables, Map<String, FilterDescription> filters,
            Set<String> within) {
        var filter = filters.get(name);
        if (filter == null) {
            throw new FilterException("referenced filter '" + name + "' is missing");
        }
        if (!within.add(name)) {
            throw new FilterException("filter '" + name + "' refers to itself");
        }
        placed.putIfAbsent(filter.chain(), filter.place());
        for (var entry : filter.entries()) {
            switch (entry) {
                case FilterRule rule -> rules.add(new InterfaceRule(filter.chain(), rule, variables));
                case FilterReference reference -> {
                    var merged = new LinkedHashMap<>(reference.variables());
                    merged.putAll(variables);
                    add(reference.filter(), merged, filters, within);
                }
            }
        }
        within.remove(name);
    }

    /** {@return the names of all filters that belong to one, itself too; those that are missing are among them} */
    static Set<String> names(String name, Map<String, FilterDescription> filters) {
        var found = new HashSet<String>();
        Deque<String> waiting = new ArrayDeque<>(List.of(name));
        while (!waiting.isEmpty()) {
            String next = waiting.removeFirst();
            var filter = filters.get(next);
            if (found.add(next) && filter != null) {
                filter.references().forEach(reference -> waiting.add(reference.filter()));
            }
        }
        return found;
    }
}
