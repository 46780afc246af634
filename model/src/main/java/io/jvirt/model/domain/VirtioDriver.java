package io.jvirt.model.domain;

import io.jvirt.model.xml.Inline;

public record VirtioDriver(@Inline VirtioOptions virtio) {
}
