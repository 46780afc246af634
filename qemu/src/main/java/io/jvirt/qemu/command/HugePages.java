package io.jvirt.qemu.command;

import io.jvirt.model.MemorySize;

/**
 * Huge pages of the host that guests may use.
 *
 * @param size size of a page
 * @param directory the guest's own folder in the mounted hugetlbfs
 * @param isDefault whether guests that name no size get them
 */
public record HugePages(MemorySize size, String directory, boolean isDefault) {
}
