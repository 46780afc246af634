package io.jvirt.qemu.capabilities;

/**
 * AMD's encrypted virtualization of this host, from {@code query-sev-capabilities}.
 *
 * @param pdh platform Diffie-Hellman key, base64
 * @param certChain the platform's certificate chain, base64
 * @param cpu0Id the identity of CPU 0, base64; empty when QEMU does not give it
 * @param cbitPos the page table bit that marks encrypted memory
 * @param reducedPhysBits physical address bits lost to encryption
 */
public record SevCapability(String pdh, String certChain, String cpu0Id, int cbitPos, int reducedPhysBits) { }
