package io.jvirt.secret;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.api.secret.Secrets;
import io.jvirt.api.spi.HostService;
import io.jvirt.api.spi.Place;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.SharedInstances;
import java.util.Optional;

/** Secrets as a service of the host. */
public final class SecretService implements HostService<Secrets> {
    private static final SharedInstances<Place, SecretStore> OPEN = new SharedInstances<>();

    /** Used by the service loader. */
    public SecretService() {
        // Everything is opened by place.
    }

    @Override
    public Class<Secrets> type() {
        return Secrets.class;
    }

    @Override
    public Secrets open(Place place, boolean readOnly) {
        Place ours = place.part("secrets");
        return OPEN.join(ours, SecretService::tryOpen)
                .map(hold -> new ConnectionSecrets(hold, readOnly))
                .orElseThrow(() -> new JvirtException(
                        ErrorCode.OPERATION_FAILED,
                        ErrorDomain.SECRET,
                        "the secrets in " + ours.config() + " are in the care of " + InstanceLock.owner(ours.run())
                                + "; connect to its daemon"));
    }

    private static Optional<SecretStore> tryOpen(Place place) {
        return InstanceLock.tryLock(place.run()).map(lock -> new SecretStore(new SecretFiles(place.config()), lock));
    }
}
