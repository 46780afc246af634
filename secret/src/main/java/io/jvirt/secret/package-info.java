/** Secrets of an instance. */
package io.jvirt.secret;
