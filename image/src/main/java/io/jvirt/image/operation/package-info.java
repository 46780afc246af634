/** What is done with images of all formats: converting, comparing, mapping, measuring, and what changes a chain. */
package io.jvirt.image.operation;
