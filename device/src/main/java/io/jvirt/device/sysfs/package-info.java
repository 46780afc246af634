/** Reading of sysfs. */
package io.jvirt.device.sysfs;
