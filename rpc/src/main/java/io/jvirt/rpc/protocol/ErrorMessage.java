package io.jvirt.rpc.protocol;

import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.xdr.Opt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a packet of status {@code ERROR}.
 *
 * @param code the number of {@link io.jvirt.api.ErrorCode}
 * @param domain the number of {@link io.jvirt.api.ErrorDomain}
 * @param level 1 warning, 2 error
 * @param dom never set by today's servers
 * @param net never set by today's servers
 */
public record ErrorMessage(
        int code,
        int domain,
        @Opt @Nullable String message,
        int level,
        @Opt @Nullable DomainRef dom,
        @Opt @Nullable String str1,
        @Opt @Nullable String str2,
        @Opt @Nullable String str3,
        int int1,
        int int2,
        @Opt @Nullable NetworkRef net) {

    /** {@return the body that tells of this failure} */
    public static ErrorMessage of(JvirtException failure) {
        JvirtException.Details details = failure.details();
        return new ErrorMessage(
                failure.codeNumber(),
                failure.domain().number(),
                failure.getMessage(),
                details.level(),
                null,
                details.str1(),
                details.str2(),
                details.str3(),
                details.int1(),
                details.int2(),
                null);
    }

    /** {@return the failure that the other side told of} */
    public JvirtException toException() {
        return JvirtException.received(
                code,
                ErrorDomain.of(domain),
                message == null ? "the other side gave no reason" : message,
                new JvirtException.Details(level, str1, str2, str3, int1, int2));
    }

    /** A virtual network on the wire. */
    public record NetworkRef(String name, UUID uuid) {}
}
