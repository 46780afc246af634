package io.jvirt.rpc.client;

import io.jvirt.api.Connection;
import io.jvirt.api.Flag;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;

/** What every part of {@link RemoteDomain} needs: the way to the daemon, and the guest's name on it. */
interface RemotePart {
    /** {@return the way to the daemon} */
    RpcClient client();

    /** {@return the guest as the daemon named it last} */
    DomainRef ref();

    /** {@return the connection the guest was found on} */
    Connection connection();

    /** {@return the arguments of a call with flags only} */
    default DomainMessages.Flags with(Flag... flags) {
        return with(Flag.bits(flags));
    }

    /** {@return the same for flags that are numbers in the API} */
    default DomainMessages.Flags with(int flags) {
        return new DomainMessages.Flags(ref(), flags);
    }
}
