/** Microsoft's virtual hard disks of version 2 (MS-VHDX). */
package io.jvirt.image.vhdx;
