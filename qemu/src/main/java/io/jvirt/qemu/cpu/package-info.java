/** The CPUs of hosts and guests: what there is, what a guest gets, what fits what. */
package io.jvirt.qemu.cpu;
