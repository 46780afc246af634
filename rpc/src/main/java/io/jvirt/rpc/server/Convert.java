package io.jvirt.rpc.server;

import io.jvirt.api.Domain;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.TypedParameters;
import io.jvirt.api.TypedValue;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small translations between what the wire carries and what the API speaks of. */
final class Convert {
    private Convert() {}

    static DomainRef ref(Domain domain) {
        return EventMessage.ref(domain);
    }

    static List<DomainRef> refs(List<? extends Domain> domains) {
        List<DomainRef> refs = new ArrayList<>(domains.size());
        for (Domain domain : domains) {
            refs.add(EventMessage.ref(domain));
        }
        return refs;
    }

    /** {@return 1 for true; libvirt's truth values are ints} */
    static int number(boolean value) {
        return value ? 1 : 0;
    }

    /** {@return as many elements from the front as the client has room for} */
    static <T> List<T> atMost(List<T> values, int max) {
        if (max < 0) {
            throw ClientSession.rpcInternal("a negative count of " + max);
        }
        return values.size() <= max ? values : values.subList(0, max);
    }

    /** {@return the constant with this number} */
    static <E extends Enum<E>> E constant(Class<E> type, int number, String what) {
        E[] all = type.getEnumConstants();
        if (number < 0 || number >= all.length) {
            throw JvirtException.invalidArgument(ErrorDomain.DOMAIN, what + " must be less than " + all.length + ", not "
                    + Integer.toUnsignedString(number));
        }
        return all[number];
    }

    /** {@return the CPUs of a map: bit n % 8 of byte n / 8} */
    static Domain.CpuSet cpus(byte[] map) {
        return new Domain.CpuSet(BitSet.valueOf(map));
    }

    /** {@return a map of exactly so many bytes} */
    static void putCpus(byte[] target, int offset, int length, Domain.CpuSet cpus) {
        byte[] map = cpus.bits().toByteArray();
        System.arraycopy(map, 0, target, offset, Math.min(length, map.length));
    }

    /** A client that asks for none wants to know how many there are. */
    static DomainMessages.Parameters parameters(TypedParameters all, int nparams) {
        int count = all.values().size();
        if (nparams == 0) {
            return new DomainMessages.Parameters(new TypedParameters(Map.of()), count);
        }
        if (nparams >= count) {
            return new DomainMessages.Parameters(all, count);
        }
        Map<String, TypedValue> some = new LinkedHashMap<>();
        for (var entry : all.values().entrySet()) {
            if (some.size() < nparams) {
                some.put(entry.getKey(), entry.getValue());
            }
        }
        return new DomainMessages.Parameters(new TypedParameters(some), nparams);
    }
}
