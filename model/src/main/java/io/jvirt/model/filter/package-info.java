/** Documents of network filters and of their bindings to interfaces. */
package io.jvirt.model.filter;
