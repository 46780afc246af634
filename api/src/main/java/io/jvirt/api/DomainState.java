package io.jvirt.api;

/** What a guest does ({@code virDomainState}); the ordinal is the number on the wire. */
public enum DomainState {
    NOSTATE("no state"),
    RUNNING("running"),
    /** Waiting for a resource. */
    BLOCKED("idle"),
    PAUSED("paused"),
    /** The guest is being shut down. */
    SHUTDOWN("in shutdown"),
    SHUTOFF("shut off"),
    CRASHED("crashed"),
    /** The guest sleeps (S3) and can be woken. */
    PMSUSPENDED("pmsuspended");

    private static final DomainState[] BY_NUMBER = values();

    private final String words;

    DomainState(String words) {
        this.words = words;
    }

    /** {@return the words of {@code virsh list}} */
    public String words() {
        return words;
    }

    /** {@return the number on the wire} */
    public int number() {
        return ordinal();
    }

    /** {@return whether a guest in this state has a hypervisor running it} */
    public boolean active() {
        return this != SHUTOFF && this != NOSTATE;
    }

    /** {@return the state with this number} */
    public static DomainState of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : NOSTATE;
    }
}
