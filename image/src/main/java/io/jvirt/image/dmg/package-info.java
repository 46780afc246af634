/** Apple's disk images (UDIF), read only. */
package io.jvirt.image.dmg;
