package io.jvirt.model.filter;

/** What a filter consists of. */
public sealed interface FilterEntry permits FilterRule, FilterReference {
}
