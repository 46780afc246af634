/** Parallels' disk images. */
package io.jvirt.image.parallels;
