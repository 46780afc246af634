/** Compressed loop images, read only. */
package io.jvirt.image.cloop;
