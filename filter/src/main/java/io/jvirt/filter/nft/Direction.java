package io.jvirt.filter.nft;

/** Where packets go, seen from the guest, and which of them: frames are looked at first, then what they carry. */
enum Direction {
    /** Frames that the guest sends. */
    FRAMES_FROM("from", "iifname", "prerouting", -300),
    /** What they carry. */
    PACKETS_FROM("from3", "iifname", "prerouting", -100),
    /** Frames for the guest. */
    FRAMES_TO("to", "oifname", "postrouting", 100),
    /** What they carry. */
    PACKETS_TO("to3", "oifname", "postrouting", 300);

    private final String word;
    private final String side;
    private final String hook;
    private final int priority;

    Direction(String word, String side, String hook, int priority) {
        this.word = word;
        this.side = side;
        this.hook = hook;
        this.priority = priority;
    }

    static Direction of(boolean frames, boolean toGuest) {
        return frames ? toGuest ? FRAMES_TO : FRAMES_FROM : toGuest ? PACKETS_TO : PACKETS_FROM;
    }

    boolean frames() {
        return this == FRAMES_FROM || this == FRAMES_TO;
    }

    boolean toGuest() {
        return this == FRAMES_TO || this == PACKETS_TO;
    }

    /** {@return the last part of a chain's name} */
    String word() {
        return word;
    }

    /** {@return the name of the map from interfaces to their chains} */
    String map() {
        return "ports_" + word;
    }

    /** {@return the statements that make the chain at the hook, which goes on to the interface's} */
    String baseChain(String table) {
        return "add map " + table + " " + map() + " { type ifname : verdict; }\n"
                + "add chain " + table + " " + word + " { type filter hook " + hook + " priority " + priority + "; policy accept; }\n"
                + "flush chain " + table + " " + word + "\n"
                + "add rule " + table + " " + word + " " + side + " vmap @" + map() + "\n";
    }
}
