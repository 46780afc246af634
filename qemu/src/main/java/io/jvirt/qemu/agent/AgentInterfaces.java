package io.jvirt.qemu.agent;

import io.jvirt.api.Domain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The guest's network interfaces as it sees them. */
public final class AgentInterfaces {
    private final AgentClient agent;

    public AgentInterfaces(AgentClient agent) {
        this.agent = agent;
    }

    /** {@return the interfaces with their addresses} Aliases such as eth0:1 are counted with their interface. */
    public List<Domain.InterfaceAddress> list() {
        Map<String, Domain.InterfaceAddress> byName = new LinkedHashMap<>();
        for (JsonNode each : agent.execute("guest-network-get-interfaces")) {
            String alias = each.path("name").asString("");
            String name = alias.contains(":") ? alias.substring(0, alias.indexOf(':')) : alias;
            List<Domain.IpAddress> addresses = new ArrayList<>();
            Domain.InterfaceAddress known = byName.get(name);
            if (known != null) {
                addresses.addAll(known.addresses());
            }
            for (JsonNode address : each.path("ip-addresses")) {
                addresses.add(new Domain.IpAddress(
                        address.path("ip-address-type").asString("").equals("ipv6") ? 1 : 0,
                        address.path("ip-address").asString(""),
                        address.path("prefix").asInt(0)));
            }
            String mac = each.path("hardware-address").stringValue(null);
            byName.put(name, new Domain.InterfaceAddress(name, known != null ? known.mac() : mac, addresses));
        }
        return List.copyOf(byName.values());
    }
}
