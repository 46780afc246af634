package io.jvirt.network;

import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.api.network.Network;
import io.jvirt.api.network.NetworkPort;
import io.jvirt.model.domain.NetworkInterface.Rate;
import io.jvirt.model.network.NetworkPortDescription;
import io.jvirt.model.network.NetworkPortDescription.Bandwidth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection's handle of a port. */
record LocalPort(LocalNetwork owner, UUID uuid) implements NetworkPort {
    private NetworkPortDescription description() {
        return NetworkPorts.get(owner.network(), uuid);
    }

    @Override
    public Network network() {
        return owner;
    }

    @Override
    public String xml() {
        return description().format();
    }

    @Override
    public void delete() {
        owner.networks().requireWrite("virNetworkPortDelete");
        owner.networks().instance().ports().delete(owner.network(), uuid);
    }

    @Override
    public TypedParameters parameters() {
        var bandwidth = description().bandwidth();
        Map<String, TypedValue> values = new LinkedHashMap<>();
        if (bandwidth != null) {
            put(values, "inbound", bandwidth.inbound(), true);
            put(values, "outbound", bandwidth.outbound(), false);
        }
        return new TypedParameters(values);
    }

    private static void put(Map<String, TypedValue> values, String direction, @Nullable Rate rate, boolean floor) {
        if (rate == null) {
            return;
        }
        put(values, direction + ".average", rate.average());
        put(values, direction + ".peak", rate.peak());
        if (floor) {
            put(values, direction + ".floor", rate.floor());
        }
        put(values, direction + ".burst", rate.burst());
    }

    private static void put(Map<String, TypedValue> values, String name, @Nullable Long value) {
        if (value != null) {
            values.put(name, new TypedValue.UIntValue(value.intValue()));
        }
    }

    @Override
    public void setParameters(TypedParameters parameters) {
        owner.networks().requireWrite("virNetworkPortSetParameters");
        var in = rate(parameters, "inbound");
        var out = rate(parameters, "outbound");
        owner.networks().instance().ports().setBandwidth(owner.network(), uuid, in == null && out == null ? null : new Bandwidth(null, in, out));
    }

    private static @Nullable Rate rate(TypedParameters parameters, String direction) {
        Long average = number(parameters, direction + ".average");
        Long floor = number(parameters, direction + ".floor");
        return average == null && floor == null ? null
                : new Rate(average, number(parameters, direction + ".peak"), floor, number(parameters, direction + ".burst"));
    }

    private static @Nullable Long number(TypedParameters parameters, String name) {
        long value = parameters.number(name).orElse(0);
        return value == 0 ? null : value;
    }
}
