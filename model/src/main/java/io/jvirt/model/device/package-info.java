/** Documents of the host's devices and of its network interfaces. */
package io.jvirt.model.device;
