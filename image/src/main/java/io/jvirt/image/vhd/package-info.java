/** Microsoft's virtual hard disks, which QEMU calls vpc. */
package io.jvirt.image.vhd;
