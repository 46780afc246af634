package io.jvirt.model.complete;

/**
 * How a description is completed.
 *
 * @param inactive it is a definition, not the state of a running guest
 * @param abiUpdate what the guest sees may change, as when a guest is defined; false when an existing definition or a
 *     running guest is read again (VIR_DOMAIN_DEF_PARSE_ABI_UPDATE)
 * @param validate contradictions are reported; libvirt leaves that out for definitions it wrote itself
 */
public record CompletionOptions(boolean inactive, boolean abiUpdate, boolean validate) {
    /** A definition that a user gives. */
    public static final CompletionOptions DEFINE = new CompletionOptions(true, true, true);
    /** A definition that is loaded from the host's files. */
    public static final CompletionOptions LOAD = new CompletionOptions(true, false, false);
    /** A running guest's state that is loaded from the host's files. */
    public static final CompletionOptions STATUS = new CompletionOptions(false, false, false);
}
