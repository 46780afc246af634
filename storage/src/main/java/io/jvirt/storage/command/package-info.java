/** Command lines of the host's programs for storage. */
package io.jvirt.storage.command;
