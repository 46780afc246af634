/** Devices of the host as the kernel tells of them. */
package io.jvirt.host.device;
