/**
 * Disk images of all formats: {@link io.jvirt.image.Images} opens them, {@link io.jvirt.image.ImageFormats} knows the
 * formats, {@link io.jvirt.image.DiskImage} is one that is open. A new format is a class that implements
 * {@link io.jvirt.image.ImageFormat}, one that implements {@code DiskImage}, and a row in {@code ImageFormats}.
 */
package io.jvirt.image;
