/** The documents of storage pools and volumes, what each kind of pool needs, and what is filled in after reading. */
package io.jvirt.model.storage;
