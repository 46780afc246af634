package io.jvirt.api;

/**
 * One guest's statistics.
 *
 * @param domain the guest
 * @param values such as {@code state.state} and {@code block.0.rd.bytes}, named as in virsh's manual
 */
public record DomainStats(Domain domain, TypedParameters values) {}
