/** Bochs's growing disk images, read only. */
package io.jvirt.image.bochs;
