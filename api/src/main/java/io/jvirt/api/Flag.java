package io.jvirt.api;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * One bit of a libvirt flags argument. Each call has an enum of its own, so a wrong flag does not compile. Constants stand
 * in the order of libvirt's bits; where those have gaps the enum says so.
 */
public interface Flag {
    /** {@return the place among the constants of its enum} */
    int ordinal();

    /** {@return the value on the wire, a power of two (a few libvirt flags share bits; then the whole value)} */
    default int bit() {
        return 1 << ordinal();
    }

    /** {@return the flags as libvirt's unsigned int} */
    static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.bit();
        }
        return bits;
    }

    /** {@return whether {@code wanted} is among {@code flags}} */
    static boolean has(Flag[] flags, Flag wanted) {
        for (Flag flag : flags) {
            if (flag.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the flags that {@code bits} stands for}
     *
     * @param function the C name of the call, for the message
     * @throws JvirtException {@link ErrorCode#INVALID_ARG} when a bit has no meaning for that call
     */
    static <F extends Enum<F> & Flag> F[] parse(Class<F> type, int bits, String function, ErrorDomain domain) {
        int rest = bits;
        List<F> found = new ArrayList<>();
        for (F flag : type.getEnumConstants()) {
            if ((bits & flag.bit()) == flag.bit()) {
                found.add(flag);
                rest &= ~flag.bit();
            }
        }
        if (rest != 0) {
            throw JvirtException.invalidArgument(
                    domain, "unsupported flags (0x" + Integer.toHexString(rest) + ") in function " + function);
        }
        @SuppressWarnings("unchecked")
        F[] array = (F[]) Array.newInstance(type, found.size());
        return found.toArray(array);
    }
}
