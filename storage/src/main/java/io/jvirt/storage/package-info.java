/** The host's storage pools: what is stored, what is started, and the jobs on their volumes. */
package io.jvirt.storage;
