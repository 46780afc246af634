/** Values that documents and drivers share: sizes, addresses, sets of numbers. */
package io.jvirt.model;
