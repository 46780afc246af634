/** What libvirt fills in and checks for every driver after a domain document was read. */
package io.jvirt.model.complete;
