/** Documents of secrets. */
package io.jvirt.model.secret;
