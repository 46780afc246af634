/** One class for each kind of pool. */
package io.jvirt.storage.backend;
