/** Network filters. */
package io.jvirt.filter;
