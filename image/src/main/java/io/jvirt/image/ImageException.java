package io.jvirt.image;

/** A disk image that cannot be read, written or understood; the message names the file and what is wrong in it. */
public class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An image that is not as it should be. */
    public ImageException(String message) {
        super(message);
    }

    /** The same with the failure that led to it. */
    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
