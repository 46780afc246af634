package io.jvirt.qemu.command;

/**
 * A secret as QEMU may see it on its command line: encrypted with the guest's master key, which is in a file that only
 * QEMU can read.
 *
 * @param data the encrypted value in base64
 * @param iv the initialization vector in base64
 */
public record SealedSecret(String data, String iv) {
}
