package io.jvirt.filter.command;

import io.jvirt.model.filter.FilterChain;
import io.jvirt.model.filter.FilterRule;
import java.util.List;
import java.util.Map;

/**
 * A rule that is to be in force on an interface, with the values of its variables.
 *
 * @param chain the chain of its filter
 * @param rule the rule
 * @param variables values by name, several for a list
 */
public record InterfaceRule(FilterChain chain, FilterRule rule, Map<String, List<String>> variables) {
}
