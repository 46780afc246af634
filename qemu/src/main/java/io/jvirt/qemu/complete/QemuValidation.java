package io.jvirt.qemu.complete;

import io.jvirt.model.domain.DomainDescription;

/** Rejects what this QEMU, this machine or this host cannot run. */
final class QemuValidation {
    private final DomainDescription domain;
    private final CompletionContext context;

    QemuValidation(DomainDescription domain, CompletionContext context) {
        this.domain = domain;
        this.context = context;
    }

    void check() {
        if (domain.name().isEmpty() && context.newGuest()) {
            throw Errors.xml("A guest needs a name");
        }
    }
}
