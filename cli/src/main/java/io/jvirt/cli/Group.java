package io.jvirt.cli;

/** What commands are about, as {@code help} groups them. */
public enum Group {
    DOMAIN("Domain Management", "domain"),
    MONITOR("Domain Monitoring", "monitor"),
    EVENTS("Domain Events", "events"),
    NETWORK("Networking", "network"),
    HOST("Host and Hypervisor", "host"),
    INTERFACE("Interface", "interface"),
    FILTER("Network Filter", "filter"),
    NODE_DEVICE("Node Device", "nodedev"),
    SECRET("Secret", "secret"),
    POOL("Storage Pool", "pool"),
    VOLUME("Storage Volume", "volume"),
    JVIRT("Jvirt itself", "jvirt");

    private final String title;
    private final String keyword;

    Group(String title, String keyword) {
        this.title = title;
        this.keyword = keyword;
    }

    /** {@return the heading} */
    public String title() {
        return title;
    }

    /** {@return the word that {@code help} takes} */
    public String keyword() {
        return keyword;
    }
}
