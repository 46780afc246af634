package io.jvirt.image;

import java.util.List;

/** A value that an image tells about itself, of a kind that JSON has. */
public sealed interface Fact {
    /** A string. */
    record Text(String value) implements Fact {}

    /** A number. */
    record Number(long value) implements Fact {}

    /** True or false. */
    record Flag(boolean value) implements Fact {}

    /** Values one after the other. */
    record Sequence(List<Fact> values) implements Fact {}

    /** Values with names, in the order in which they are shown. */
    record Group(List<Entry> entries) implements Fact {}

    /** A named value; names are those of qemu-img's JSON, such as {@code refcount-bits}. */
    record Entry(String name, Fact value) {}

    /** {@return a group of these} */
    static Group group(Entry... entries) {
        return new Group(List.of(entries));
    }

    /** {@return a named string} */
    static Entry of(String name, String value) {
        return new Entry(name, new Text(value));
    }

    /** {@return a named number} */
    static Entry of(String name, long value) {
        return new Entry(name, new Number(value));
    }

    /** {@return a named flag} */
    static Entry of(String name, boolean value) {
        return new Entry(name, new Flag(value));
    }
}
