/** Rules in the words of nftables' bridge family (nft(8)), and the table that they are in. */
package io.jvirt.filter.nft;
