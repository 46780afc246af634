package io.jvirt.model.filter;

import io.jvirt.model.xml.ElementCodec;
import io.jvirt.model.xml.ElementReader;
import io.jvirt.model.xml.ElementWriter;
import io.jvirt.model.xml.ParseOptions;
import io.jvirt.model.xml.XmlException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what a rule matches: elements named as the protocol, the fields in attributes. Several elements of the
 * same protocol are one match, so that some of its fields can be negated ({@code match='no'}) and others not.
 */
public final class RuleMatchCodec implements ElementCodec<RuleMatch> {
    /** Only protocols with ports can be told by them: TCP, UDP, DCCP and SCTP. */
    private static final Set<Long> WITH_PORTS = Set.of(6L, 17L, 33L, 132L);

    /** Used by the reader of documents. */
    public RuleMatchCodec() {
        // Has no state.
    }

    @Override
    public @Nullable RuleMatch read(ElementReader rule, ParseOptions options) {
        Protocol protocol = null;
        Map<String, RuleMatch.Item> items = new LinkedHashMap<>();
        for (var element : rule.children()) {
            var named = Protocol.find(element.name());
            if (named.isPresent() && (protocol == null || named.get() == protocol)) {
                protocol = named.get();
                read(element, protocol, items);
            }
        }
        if (protocol == null) {
            return null;
        }
        checkPorts(rule, protocol, items);
        return new RuleMatch(protocol, items);
    }

    private static void read(ElementReader element, Protocol protocol, Map<String, RuleMatch.Item> items) {
        element.take();
        boolean negated = "no".equals(element.attribute("match"));
        for (var field : protocol.fields()) {
            String text = element.attribute(field.name());
            if (text != null) {
                try {
                    items.put(field.name(), new RuleMatch.Item(field.type().parse(text), negated));
                } catch (IllegalArgumentException e) {
                    throw element.invalid(field.name(), text, field.name() + " has illegal value " + text
                            + (e.getMessage() == null ? "" : ": " + e.getMessage()));
                }
            }
        }
    }

    private static void checkPorts(ElementReader rule, Protocol protocol, Map<String, RuleMatch.Item> items) {
        if (protocol != Protocol.IP && protocol != Protocol.IPV6
                || items.keySet().stream().noneMatch(name -> name.startsWith("srcport") || name.startsWith("dstport"))) {
            return;
        }
        var carried = items.get("protocol");
        if (carried == null || !(carried.value() instanceof FieldValue.Number number) || !WITH_PORTS.contains(number.value())) {
            throw new XmlException(XmlException.Kind.INVALID, (protocol == Protocol.IP ? "IP" : "IPv6")
                    + " rule with port specification requires protocol specification with protocol to be either one of tcp(6), udp(17), dccp(33), or sctp(132)",
                    0, rule.name(), "protocol", carried == null ? null : carried.value().toString());
        }
    }

    /** Fields are written in their order; a new element begins where the sign changes. */
    @Override
    public void write(RuleMatch match, ElementWriter out) {
        String name = match.protocol().xml();
        Boolean sign = null;
        for (var field : match.items().entrySet()) {
            boolean negated = field.getValue().negated();
            if (sign == null || sign != negated) {
                if (sign != null) {
                    out.end(name);
                }
                out.start(name);
                if (negated) {
                    out.attribute("match", "no");
                }
                sign = negated;
            }
            out.attribute(field.getKey(), field.getValue().value().toString());
        }
        if (sign == null) {
            out.start(name);
        }
        out.end(name);
    }

    @Override
    public String describe() {
        return "an element of the protocol's name";
    }
}
