/** QEMU's enhanced disk images. */
package io.jvirt.image.qed;
