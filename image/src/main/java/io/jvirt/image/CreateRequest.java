package io.jvirt.image;

import java.nio.file.Path;

/**
 * What image is to be made.
 *
 * @param path where; a file that is there is replaced
 * @param size bytes that a guest sees
 * @param options of the format
 * @param files how files are opened
 * @param passphrases where the passphrase of an encrypted image comes from
 */
public record CreateRequest(
        Path path, long size, CreateOptions options, ImageFiles files, Passphrases passphrases) {

    /** {@return an image without encryption in the host's files} */
    public static CreateRequest of(Path path, long size, CreateOptions options) {
        return new CreateRequest(path, size, options, ImageFiles.HOST, Passphrases.NONE);
    }

    /** {@return the new file, empty} */
    public ImageFile file() {
        return files.create(path);
    }
}
