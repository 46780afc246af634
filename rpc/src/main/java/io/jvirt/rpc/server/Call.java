package io.jvirt.rpc.server;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.Flag;
import io.jvirt.api.JvirtException;
import io.jvirt.host.DescriptorChannel;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.Procedure;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;

/** One call of a client while it is carried out: what a handler needs besides the argument. */
final class Call {
    /** The client's library understands typed parameters that are strings; a flag of many procedures. */
    private static final int TYPED_PARAM_STRING_OKAY = 1 << 2;

    private final ClientSession session;
    private final Procedure<?, ?> procedure;
    private final int serial;
    private final List<Runnable> afterReply = new ArrayList<>(1);
    private final List<DescriptorChannel> attached = new ArrayList<>(0);

    Call(ClientSession session, Procedure<?, ?> procedure, int serial) {
        this.session = session;
        this.procedure = procedure;
        this.serial = serial;
    }

    ClientSession session() {
        return session;
    }

    Procedure<?, ?> procedure() {
        return procedure;
    }

    int serial() {
        return serial;
    }

    /** {@return the client's connection} */
    Connection connection() {
        return session.connection();
    }

    /** {@return the guest that the client means: its UUID counts, as in libvirt} */
    Domain domain(DomainRef ref) {
        return connection().domain(ref.uuid());
    }

    /** {@return the flags of this call} Unknown ones are refused with the function's name. */
    <F extends Enum<F> & Flag> F[] flags(Class<F> type, int bits) {
        return Flag.parse(type, bits, procedure.name(), errorDomain());
    }

    /** {@return the flags of this call, the one that allows strings in typed parameters left out} */
    int withoutStringFlag(int bits) {
        return bits & ~TYPED_PARAM_STRING_OKAY;
    }

    /** Refuses every flag of a call that has none. */
    void noFlags(int bits) {
        if (bits != 0) {
            throw JvirtException.invalidArgument(
                    errorDomain(),
                    "unsupported flags (0x" + Integer.toHexString(bits) + ") in function " + procedure.name());
        }
    }

    /** Refuses a call that only read-write connections may make, where it depends on the argument. */
    void needsWrite() {
        if (connection().readOnly()) {
            throw ClientSession.readOnlyError(procedure);
        }
    }

    /** Sends an open file with the answer, and closes it here. */
    void attach(ByteChannel channel) {
        if (!(channel instanceof DescriptorChannel file)) {
            throw new IllegalArgumentException("a driver's channel has no descriptor to pass on: " + channel.getClass());
        }
        attached.add(file);
        try {
            file.makeBlocking();
        } catch (ClosedChannelException e) {
            throw ClientSession.rpcInternal("the driver closed the file that was to be passed on");
        }
    }

    List<DescriptorChannel> attached() {
        return attached;
    }

    /** Closes what was to be sent with the answer. */
    void detach() throws IOException {
        for (DescriptorChannel file : attached) {
            file.close();
        }
        attached.clear();
    }

    /** Runs something when the answer is on its way, so that what it sends comes after the answer. */
    void afterReply(Runnable action) {
        afterReply.add(action);
    }

    void replied() {
        afterReply.forEach(Runnable::run);
    }

    /** {@return the part that a driver's errors come from} */
    ErrorDomain errorDomain() {
        return switch (connection().type()) {
            case "QEMU" -> ErrorDomain.QEMU;
            case "LXC" -> ErrorDomain.LXC;
            case "TEST" -> ErrorDomain.TEST;
            default -> ErrorDomain.DOMAIN;
        };
    }
}
