/** The document of a guest. {@link io.jvirt.model.domain.DomainDescription} is its root; each device has a file. */
package io.jvirt.model.domain;
