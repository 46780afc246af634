/** Network interfaces of the host: what there is, and how it is configured. */
package io.jvirt.device.link;
