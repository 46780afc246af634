package io.jvirt.image;

/** An image of which options can be changed that are otherwise chosen when it is made. */
public interface Amendable {
    /**
     * Changes what the options say; others stay.
     *
     * @throws ImageException when one of them cannot be changed, or not to this value
     */
    void amend(CreateOptions options);
}
