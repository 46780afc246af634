package io.jvirt.doctor;

import java.util.List;

/** A look at one part of the host. Never fails: what cannot be found out is a finding too. */
@FunctionalInterface
interface Check {
    List<Finding> run(Programs programs);
}
