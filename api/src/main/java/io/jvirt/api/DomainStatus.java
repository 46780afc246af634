package io.jvirt.api;

/**
 * A guest's state and why it is in it.
 *
 * @param reason the reason, which implies the state
 */
public record DomainStatus(StateReason reason) {
    /** {@return the state} */
    public DomainState state() {
        return reason.state();
    }
}
