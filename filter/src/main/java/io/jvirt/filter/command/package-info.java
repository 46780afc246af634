/**
 * What a filter is on one interface, in the words of ebtables, iptables and ip6tables, as libvirt has always put filters in
 * force. For people and programs that compare; Jvirt itself uses nftables.
 */
package io.jvirt.filter.command;
