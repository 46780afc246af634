/** Documents of virtual networks and of their ports (libvirt's formatnetwork and formatnetworkport). */
package io.jvirt.model.network;
