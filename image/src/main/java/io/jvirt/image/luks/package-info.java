/** LUKS, the encryption of disks ("LUKS On-Disk Format Specification", version 1.2.3): whole images, and parts of others. */
package io.jvirt.image.luks;
