/** Node devices: what the host has, as documents. */
package io.jvirt.device.node;
