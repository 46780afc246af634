package io.jvirt.qemu.operations;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.guest.Guest;
import java.util.function.UnaryOperator;

/** Who changes the stored definition of a guest; what is reported as done is on the disk. */
@FunctionalInterface
public interface StoredDefinition {
    void change(Guest guest, UnaryOperator<DomainDescription> change);
}
