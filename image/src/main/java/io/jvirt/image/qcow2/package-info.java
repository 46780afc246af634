/** The qcow2 format: QEMU's copy-on-write images. */
package io.jvirt.image.qcow2;
