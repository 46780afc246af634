package io.jvirt.model.filter;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.Elements;
import io.jvirt.model.xml.Range;
import io.jvirt.model.xml.Records;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The document of a network filter, {@code <filter>}: rules in a chain, and other filters that belong to it. */
@Element("filter")
@Doc("A network filter.")
public record FilterDescription(
        @Attr @Doc("The name, unique on the host.") String name,
        @Attr(def = "root") @Doc("The chain that the rules are in: root, or a name that begins with mac, stp, vlan, arp, rarp, ipv4 or ipv6.") FilterChain chain,
        @Attr @Range(min = -1000, max = 1000) @Doc("Place of the chain among others, the least first.") @Nullable Integer priority,
        @Child @Doc("The identity, unique everywhere.") @Nullable UUID uuid,
        @Elements @Doc("The rules and references.") List<FilterEntry> entries) {
    /** A chain has a place of its own by what it is for, so that the document need not say it. */
    public FilterDescription {
        entries = List.copyOf(entries);
        int place = priority == null ? chain.defaultPriority() : priority;
        priority = place == 0 && chain.isRoot() ? null : place;
    }

    /** {@return the chain's place among others, the least first} */
    public int place() {
        return priority == null ? 0 : priority;
    }

    /** {@return the filter's rules, without those of filters that it refers to} */
    public List<FilterRule> rules() {
        return entries.stream().filter(FilterRule.class::isInstance).map(FilterRule.class::cast).toList();
    }

    /** {@return the filters that belong to it} */
    public List<FilterReference> references() {
        return entries.stream().filter(FilterReference.class::isInstance).map(FilterReference.class::cast).toList();
    }

    public FilterDescription withUuid(@Nullable UUID value) {
        return Records.with(this, "uuid", value);
    }
}
