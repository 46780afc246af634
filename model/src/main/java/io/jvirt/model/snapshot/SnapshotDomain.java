package io.jvirt.model.snapshot;

import io.jvirt.model.domain.DomainDescription;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The guest in a snapshot's document: all of it, or, in documents of old versions, its identity alone.
 *
 * @param uuid the identity, when that is all there is
 * @param description all of it
 */
public record SnapshotDomain(@Nullable UUID uuid, @Nullable DomainDescription description) {
}
