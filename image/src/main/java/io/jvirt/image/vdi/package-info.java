/** VirtualBox's disk images. */
package io.jvirt.image.vdi;
