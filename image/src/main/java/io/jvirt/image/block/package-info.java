/** What formats share that give out space in blocks: their engine, their tables, the checks of their headers. */
package io.jvirt.image.block;
