/** Volumes that are files or devices of the host: made, read, written, wiped. */
package io.jvirt.storage.volume;
