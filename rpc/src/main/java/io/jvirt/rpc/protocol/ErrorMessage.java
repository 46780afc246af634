package io.jvirt.rpc.protocol;

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

    /** A virtual network on the wire. */
    public record NetworkRef(String name, UUID uuid) {}
}
