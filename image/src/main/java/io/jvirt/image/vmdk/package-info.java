/** VMware's virtual disks. */
package io.jvirt.image.vmdk;
